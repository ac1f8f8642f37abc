const UNFIT = null

/** The fields of one protobuf message: numbers as bigint, length-delimited ones as bytes in hexadecimal, without 0x. */
export type ProtobufFields = ReadonlyMap<number, bigint | string>

/**
 * Fields of a message by number, the last of each; null where the bytes are none. Only the two wire types that bridge
 * messages use: varints and length-delimited ones. Source: Protocol Buffers encoding.
 */
export function protobufFields(hex: string): ProtobufFields | null {
	if (!/^(?:[0-9a-f]{2})*$/.test(hex)) return UNFIT
	const fields = new Map<number, bigint | string>()
	for (let at = 0; at < hex.length; ) {
		const tag = varint(hex, at)
		if (tag === null) return UNFIT
		const value = varint(hex, tag.next)
		if (value === null) return UNFIT
		const field = Number(tag.value >> 3n)
		if ((tag.value & 7n) === 0n) {
			fields.set(field, value.value)
			at = value.next
		} else if ((tag.value & 7n) === 2n) {
			const end = value.next + Number(value.value) * 2
			if (end > hex.length) return UNFIT
			fields.set(field, hex.slice(value.next, end))
			at = end
		} else return UNFIT
	}
	return fields
}

/** Ten bytes hold 64 bits. */
const MOST_BYTES = 10

function varint(hex: string, start: number): { readonly value: bigint; readonly next: number } | null {
	let value = 0n
	for (let i = 0; i < MOST_BYTES; i++) {
		const at = start + 2 * i
		if (at >= hex.length) return null
		const byte = Number.parseInt(hex.slice(at, at + 2), 16)
		value |= BigInt(byte & 0x7f) << BigInt(7 * i)
		if (byte < 0x80) return { value, next: at + 2 }
	}
	return null
}
