/** What a memo of THORChain asks for or tells. */
export type ThorMemo =
	| {
			readonly kind: 'swap'
			/** Chain of the asset wanted, as THORChain writes it, e.g. `ETH`. */
			readonly chain: string
			/** e.g. `ETH.USDC-0XA0B8…`; upper case. */
			readonly asset: string
			/** As written; empty where it was cut off. */
			readonly destination: string
			readonly refund: string | null
			/** Least amount, in units of 1e-8; null where none is asked. */
			readonly limit: bigint | null
			/** Blocks between the parts of a streaming swap, and how many parts; null where it is none. */
			readonly interval: number | null
			readonly quantity: number | null
			readonly affiliate: string | null
			readonly feeBasisPoints: number | null
	  }
	/** Pays out, or pays back, what a transaction brought in: its hash in lower case without 0x; null where it was cut off. */
	| { readonly kind: 'out' | 'refund'; readonly of: string | null }
	| { readonly kind: 'other'; readonly what: string }

const SWAPS: ReadonlySet<string> = new Set(['=', 's', 'swap', '=<'])
/** Longest memo that is read. Invented: memos of EVM chains have no limit, real ones are below 300 characters. */
const MOST_CHARACTERS = 1000
const WORD = /^[+\-$%=<!~a-zA-Z0-9]{1,20}$/

/** Short names of assets. Source: THORChain developer documentation, asset notation. */
const SHORT: Readonly<Record<string, string>> = {
	A: 'AVAX.AVAX',
	B: 'BTC.BTC',
	C: 'BCH.BCH',
	D: 'DOGE.DOGE',
	E: 'ETH.ETH',
	F: 'BASE.ETH',
	G: 'GAIA.ATOM',
	L: 'LTC.LTC',
	R: 'THOR.RUNE',
	S: 'BSC.BNB',
}

/**
 * Reads a memo of THORChain; null where the text is none. What a limited OP_RETURN cut off is missing, not guessed. Source:
 * THORChain developer documentation, transaction memos; `defi/bridging/thorchain.py` of graphsense-lib for what occurs.
 */
export function thorMemo(text: string): ThorMemo | null {
	if (text.length > MOST_CHARACTERS) return null
	const parts = text.split(':')
	const word = parts[0] ?? ''
	if (parts.length < 2 || !WORD.test(word)) return null
	const name = word.toLowerCase()
	if (SWAPS.has(name)) return swap(parts)
	if (name === 'out' || name === 'refund') {
		const hash = (parts[1] ?? '').toLowerCase()
		if (!/^[0-9a-f]{0,64}$/.test(hash)) return null
		return { kind: name, of: hash.length === 64 ? hash : null }
	}
	return { kind: 'other', what: name }
}

function swap([, asked = '', to = '', terms = '', affiliate = '', fee = '']: readonly string[]): ThorMemo | null {
	const upper = asked.toUpperCase()
	const asset = SHORT[upper] ?? upper
	const [, chain] = /^([A-Z]{2,10})[./~-][A-Z0-9]/.exec(asset) ?? []
	if (chain === undefined) return null
	const [destination = '', refund = ''] = to.split('/')
	const [limit = '', interval = '', quantity = ''] = terms.split('/')
	return {
		kind: 'swap',
		chain,
		asset,
		destination,
		refund: refund === '' ? null : refund,
		limit: limitOf(limit),
		interval: whole(interval),
		quantity: whole(quantity),
		affiliate: affiliate === '' ? null : affiliate,
		feeBasisPoints: whole(fee),
	}
}

const whole = (text: string): number | null => (/^[0-9]{1,9}$/.test(text) ? Number(text) : null)

/** `123`, or `5e8` for 500000000. */
function limitOf(text: string): bigint | null {
	const [, digits, zeros] = /^([0-9]{1,30})(?:e([0-9]{1,2}))?$/i.exec(text) ?? []
	if (digits === undefined) return null
	const limit = BigInt(digits) * 10n ** BigInt(zeros ?? '0')
	return limit === 0n ? null : limit
}

/** Bytes as text. What is no printable ASCII becomes `?`, which no memo has. */
export function asciiOf(hex: string): string {
	return (hex.match(/../g) ?? [])
		.map((byte) => {
			const code = Number.parseInt(byte, 16)
			return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '?'
		})
		.join('')
}
