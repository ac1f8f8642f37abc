/** What one chain tells another over Poly Network, in the fields that bear on value. Hexadecimal with 0x, lower case. */
export interface PolyMessage {
	/** Number of the message on the chain that it comes from, as 32 bytes. */
	readonly txId: string
	readonly fromContract: string
	readonly toChain: bigint
	readonly toContract: string
	readonly method: string
	/** Of `unlock`, the method that moves value; null for others. */
	readonly asset: string | null
	readonly receiver: string | null
	readonly amount: bigint | null
}

/** A message with the chain it comes from, as the destination gets it. */
export interface PolyArrival {
	readonly fromChain: bigint
	readonly message: PolyMessage
}

/**
 * The message in the raw data of `CrossChainEvent`; null where it is none. Source: polynetwork/eth-contracts
 * EthCrossChainUtils.sol (TxParam), ZeroCopySink.sol, LockProxy.sol (TxArgs).
 */
export function polyMessage(rawData: string): PolyMessage | null {
	const reader = new Reader(rawData.slice(2))
	const message = messageOf(reader)
	return reader.failed ? null : message
}

/** The message that a proof commits to: the first value in it. */
export function polyArrival(proof: string): PolyArrival | null {
	const outer = new Reader(proof.slice(2))
	const reader = new Reader(outer.bytes())
	reader.bytes()
	const fromChain = reader.uint(8)
	const message = messageOf(reader)
	return outer.failed || reader.failed ? null : { fromChain, message }
}

function messageOf(reader: Reader): PolyMessage {
	const txId = reader.bytes()
	reader.bytes()
	const [fromContract, toChain, toContract] = [reader.bytes(), reader.uint(8), reader.bytes()]
	const method = textOf(reader.bytes())
	const args = new Reader(reader.bytes())
	const [asset, receiver, amount] = [args.bytes(), args.bytes(), args.uint(32)]
	const isValue = method === 'unlock' && !args.failed
	return {
		txId: `0x${txId}`,
		fromContract: `0x${fromContract}`,
		toChain,
		toContract: `0x${toContract}`,
		method,
		asset: isValue ? `0x${asset}` : null,
		receiver: isValue ? `0x${receiver}` : null,
		amount: isValue ? amount : null,
	}
}

const textOf = (hex: string): string =>
	hex.replace(/../g, (byte) => {
		const code = Number.parseInt(byte, 16)
		return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '?'
	})

/** Reads what ZeroCopySink writes: little-endian numbers, bytes after their length. Past the end all reads give nothing. */
class Reader {
	#at = 0
	failed = false

	constructor(private readonly hex: string) {}

	uint(bytes: number): bigint {
		const raw = this.#take(bytes * 2)
		const reversed = (raw.match(/../g) ?? []).reverse().join('')
		return reversed === '' ? 0n : BigInt(`0x${reversed}`)
	}

	/** Length as one byte, or after 0xfd, 0xfe, 0xff as two, four or eight. */
	bytes(): string {
		const first = this.uint(1)
		const length = first < 0xfdn ? first : this.uint(2 ** Number(first - 0xfcn))
		if (length > BigInt(this.hex.length)) {
			this.failed = true
			return ''
		}
		return this.#take(Number(length) * 2)
	}

	#take(characters: number): string {
		const end = this.#at + characters
		if (end > this.hex.length) {
			this.failed = true
			return ''
		}
		const taken = this.hex.slice(this.#at, end)
		this.#at = end
		return taken
	}
}
