import { createHash } from 'node:crypto'

/** An output as a node stores it in its undo data. */
export interface WrittenCoin {
	readonly sats: bigint
	readonly script: Uint8Array
	/** Height of the block that made it, twice, and one for a coinbase. */
	readonly place?: number
}

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()
const hex = (text: string) => Buffer.from(text, 'hex')

/** Any number, seven bits a byte from the last to the first, each byte but the last less one. */
export function writtenNumber(value: bigint): Buffer {
	const bytes = [Number(value & 0x7fn)]
	for (let left = value; left > 0x7fn; ) {
		left = (left >> 7n) - 1n
		bytes.unshift(Number(left & 0x7fn) | 0x80)
	}
	return Buffer.from(bytes)
}

/** The trailing zeros of an amount taken off and counted, the last digit that is none counted from one. */
export function compressedAmount(sats: bigint): bigint {
	if (sats === 0n) return 0n
	const digits = sats.toString()
	const zeros = Math.min(9, /0*$/.exec(digits)?.[0].length ?? 0)
	const rest = BigInt(digits.slice(0, digits.length - zeros))
	if (zeros === 9) return 1n + (rest - 1n) * 10n + 9n
	return 1n + ((rest / 10n) * 9n + (rest % 10n) - 1n) * 10n + BigInt(zeros)
}

function compressedScript(script: Uint8Array): Buffer {
	const text = Buffer.from(script).toString('hex')
	const hash = /^76a914(.{40})88ac$/.exec(text) ?? /^a914(.{40})87$/.exec(text)
	if (hash) return Buffer.concat([Buffer.from([text.startsWith('76') ? 0 : 1]), hex(hash[1] as string)])
	const short = /^2102(.{64})ac$/.exec(text) ?? /^2103(.{64})ac$/.exec(text)
	if (short) return Buffer.concat([hex(text.slice(2, 4)), hex(short[1] as string)])
	const long = /^4104(.{64})(.{64})ac$/.exec(text)
	if (long) {
		const odd = Number.parseInt((long[2] as string).slice(-1), 16) % 2
		return Buffer.concat([Buffer.from([4 + odd]), hex(long[1] as string)])
	}
	return Buffer.concat([writtenNumber(BigInt(script.length + 6)), script])
}

export function writtenCoin({ sats, script, place = 2 }: WrittenCoin): Buffer {
	const version = place > 1 ? [writtenNumber(0n)] : []
	return Buffer.concat([
		writtenNumber(BigInt(place)),
		...version,
		writtenNumber(compressedAmount(sats)),
		compressedScript(script),
	])
}

const count = (value: number) =>
	value < 0xfd ? Buffer.from([value]) : Buffer.from([0xfd, value & 0xff, (value >> 8) & 0xff])

/** What a block's transactions after the coinbase spend, as a record of a `rev*.dat`. `parent` as it is written. */
export function undoRecord(
	parent: string,
	transactions: readonly (readonly WrittenCoin[])[],
	magic = 'f9beb4d9',
): Buffer {
	const parts = transactions.map((coins) => Buffer.concat([count(coins.length), ...coins.map(writtenCoin)]))
	const body = Buffer.concat([count(transactions.length), ...parts])
	const checksum = sha(sha(Buffer.concat([hex(parent).reverse(), body])))
	const prefix = Buffer.concat([hex(magic), Buffer.alloc(4)])
	prefix.writeUInt32LE(body.length, 4)
	return Buffer.concat([prefix, body, checksum])
}

/** A file under a node's mask, with the padding that lies under none. */
export function masked(bytes: Uint8Array, key: Uint8Array, padding = 0): Buffer {
	const plain = Buffer.from(bytes)
	return Buffer.concat([Buffer.from(plain.map((byte, i) => byte ^ (key[i % 8] as number))), Buffer.alloc(padding)])
}
