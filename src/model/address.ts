import { sha256 } from '@noble/hashes/sha2.js'
import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { base58, bech32, bech32m } from '@scure/base'
import { CHAINS, type ChainFacts } from './chains.js'

/** Why an address is not one: what is wrong and at which character (UTF-16 offset) it shows. */
export interface AddressFault {
	readonly fault: string
	readonly position: number
}

/** The canonical form of an address, or why it is none. */
export type AddressCheck = { readonly address: string } | AddressFault

const fault = (text: string, position = 0): AddressFault => ({ fault: text, position })

/**
 * Checks an address against the rules of its chain and returns its canonical form: EVM lower case, base58 as it stands,
 * bech32 lower case, `script-<sha256>` as it stands. Sources: EIP-55, BIP-13, BIP-173, BIP-350.
 */
export function checkAddress(chain: ChainFacts, text: string): AddressCheck {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i)
		if (code < 0x21 || code > 0x7e) {
			return fault(`character U+${code.toString(16).toUpperCase().padStart(4, '0')} cannot stand in an address`, i)
		}
	}
	return chain.bitcoin ? checkBitcoin(chain, chain.bitcoin, text) : checkEvm(text)
}

function checkEvm(text: string): AddressCheck {
	if (!text.startsWith('0x')) return fault('an EVM address starts with 0x')
	const bad = /[^0-9a-fA-F]/.exec(text.slice(2))
	if (bad) return fault(`${JSON.stringify(bad[0])} is not a hexadecimal digit`, 2 + bad.index)
	if (text.length !== 42)
		return fault(`an EVM address has 40 hexadecimal digits, this one ${text.length - 2}`, text.length)
	const lower = text.toLowerCase()
	if (text === lower || text.slice(2) === text.slice(2).toUpperCase()) return { address: lower }
	const expected = checksumAddress(lower)
	for (let i = 2; i < 42; i++) {
		if (text[i] !== expected[i]) return fault(`EIP-55 checksum does not hold (first at ${JSON.stringify(text[i])})`, i)
	}
	return { address: lower }
}

/** EIP-55 form of a lower-case EVM address. */
function checksumAddress(lower: string): string {
	const digits = lower.slice(2)
	const hash = bytesToHex(keccak_256(utf8ToBytes(digits)))
	let out = '0x'
	for (let i = 0; i < 40; i++) {
		const digit = digits[i] as string
		out += (hash[i] as string) >= '8' ? digit.toUpperCase() : digit
	}
	return out
}

type BitcoinForms = NonNullable<ChainFacts['bitcoin']>

function checkBitcoin(chain: ChainFacts, forms: BitcoinForms, text: string): AddressCheck {
	if (text.startsWith('script-')) {
		return /^script-[0-9a-f]{64}$/.test(text)
			? { address: text }
			: fault('script- is followed by the 64 lower-case hexadecimal digits of a SHA-256', 7)
	}
	const separator = text.lastIndexOf('1')
	const prefix = text.slice(0, Math.max(separator, 0)).toLowerCase()
	if (CHAINS.some((known) => known.bitcoin?.hrp === prefix)) return checkSegwit(chain, forms, text, prefix)
	return checkBase58(chain, forms, text)
}

function checkSegwit(chain: ChainFacts, forms: BitcoinForms, text: string, prefix: string): AddressCheck {
	const lower = text.toLowerCase()
	if (text !== lower && text !== text.toUpperCase()) {
		const upperFirst = text[0] !== lower[0]
		const at = [...text].findIndex((c, i) => (upperFirst ? c === lower[i] && /[a-z]/.test(c) : c !== lower[i]))
		return fault('a bech32 address is either all lower case or all upper case', at)
	}
	if (prefix !== forms.hrp) return fault(`"${prefix}1…" is an address of another network than ${chain.aliases[0]}`)
	const bad = /[^qpzry9x8gf2tvdw0s3jn54khce6mua7l]/.exec(lower.slice(prefix.length + 1))
	if (bad) return fault(`${JSON.stringify(bad[0])} is not a bech32 character`, prefix.length + 1 + bad.index)
	const version = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'.indexOf(lower[prefix.length + 1] ?? '')
	const decoded = (version === 0 ? bech32 : bech32m).decodeUnsafe(lower as `${string}1${string}`)
	if (!decoded) {
		const other = (version === 0 ? bech32m : bech32).decodeUnsafe(lower as `${string}1${string}`)
		return fault(
			other ? 'bech32 and bech32m are mixed up for this witness version' : 'bech32 checksum does not hold',
			prefix.length + 1,
		)
	}
	const program = bech32.fromWordsUnsafe(decoded.words.slice(1))
	const valid =
		program !== undefined &&
		version <= 16 &&
		program.length >= 2 &&
		program.length <= 40 &&
		(version !== 0 || program.length === 20 || program.length === 32)
	return valid
		? { address: lower }
		: fault('the witness program has a length that its version does not allow', prefix.length + 1)
}

function checkBase58(chain: ChainFacts, forms: BitcoinForms, text: string): AddressCheck {
	const bad = /[^1-9A-HJ-NP-Za-km-z]/.exec(text)
	if (bad) return fault(`${JSON.stringify(bad[0])} is not a base58 character`, bad.index)
	if (text.length < 26 || text.length > 35) return fault('a base58 address has 26 to 35 characters', text.length)
	const bytes = base58.decode(text)
	if (bytes.length !== 25) return fault('a base58 address holds 25 bytes', text.length)
	const checksum = sha256(sha256(bytes.subarray(0, 21))).subarray(0, 4)
	if (checksum.some((byte, i) => byte !== bytes[21 + i])) return fault('base58 checksum does not hold')
	const version = bytes[0] as number
	if (version === forms.p2pkh || version === forms.p2sh) return { address: text }
	return fault(`version byte ${version} belongs to another network than ${chain.aliases[0]}`)
}
