const OP_PUSHDATA1 = 0x4c
const OP_PUSHDATA4 = 0x4e
const OP_1NEGATE = 0x4f
const OP_RESERVED = 0x50
const OP_1 = 0x51
const OP_16 = 0x60

/** What a script pushes, in order. */
export interface ScriptPushes {
	/** Data of each push; small numbers as the one byte that stands for them, zero as no bytes. */
	readonly data: readonly Uint8Array[]
	/** Whether the script is pushes and nothing else, and none of them runs over its end. */
	readonly pushOnly: boolean
}

/** The pushes of a script from a byte on. Other opcodes are passed over; a push that runs over the end is left out. */
export function scriptPushes(script: Uint8Array, from = 0): ScriptPushes {
	const data: Uint8Array[] = []
	let pushOnly = true
	let at = from
	while (at < script.length) {
		const op = script[at++] as number
		if (op > OP_PUSHDATA4) {
			if (op === OP_1NEGATE) data.push(Uint8Array.of(0x81))
			else if (op >= OP_1 && op <= OP_16) data.push(Uint8Array.of(op - OP_1 + 1))
			// Bitcoin Core counts OP_RESERVED among the pushes, although it pushes nothing.
			else if (op !== OP_RESERVED) pushOnly = false
			continue
		}
		const sizeBytes = op < OP_PUSHDATA1 ? 0 : 1 << (op - OP_PUSHDATA1)
		const size = sizeBytes === 0 ? op : littleEndian(script, at, sizeBytes)
		at += sizeBytes
		if (at + size > script.length) return { data, pushOnly: false }
		data.push(script.subarray(at, at + size))
		at += size
	}
	return { data, pushOnly }
}

/** An unsigned number of up to four bytes; bytes behind the end count as the largest, so that nothing fits. */
function littleEndian(bytes: Uint8Array, at: number, length: number): number {
	let value = 0
	for (let i = length - 1; i >= 0; i--) value = value * 256 + (bytes[at + i] ?? 0xff)
	return value
}
