/** Bytes by which an input names the output it spends: a transaction hash and the output's number, little-endian. */
export const OUTPOINT_BYTES = 36

const HASH_BYTES = 32

/** A hash as it is written: its bytes in reverse order, hex. */
export function hashText(bytes: Uint8Array, at = 0): string {
	return Buffer.from(bytes.subarray(at, at + HASH_BYTES))
		.reverse()
		.toString('hex')
}

/** The number of the output that is named at this byte. */
export function outpointNumber(bytes: Uint8Array, at: number): number {
	const i = at + HASH_BYTES
	return (
		(bytes[i] as number) +
		(bytes[i + 1] as number) * 2 ** 8 +
		(bytes[i + 2] as number) * 2 ** 16 +
		(bytes[i + 3] as number) * 2 ** 24
	)
}

/** The output that is named at this byte as `<txid>:<vout>`. */
export function outpointText(bytes: Uint8Array, at: number): string {
	return `${hashText(bytes, at)}:${outpointNumber(bytes, at)}`
}

/** The bytes that name an output. @param text `<txid>:<vout>`, well-formed */
export function outpointBytes(text: string): Uint8Array {
	const bytes = Buffer.alloc(OUTPOINT_BYTES)
	bytes.set(hashBytes(text.slice(0, 2 * HASH_BYTES)))
	bytes.writeUInt32LE(Number(text.slice(2 * HASH_BYTES + 1)), HASH_BYTES)
	return bytes
}

/** The bytes of a hash as it is written. */
export function hashBytes(text: string): Uint8Array {
	return Buffer.from(text, 'hex').reverse()
}
