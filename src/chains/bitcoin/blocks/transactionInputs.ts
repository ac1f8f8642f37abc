import type { BlockColumns } from './blockScanner.js'
import { OUTPOINT_BYTES } from './outpoint.js'
import { hasWitness } from './transactionHashes.js'

/** An input as its bytes say. */
export interface RawInput {
	/** Byte at which the output it spends is named. */
	readonly outpointAt: number
	readonly script: Uint8Array
	readonly sequence: number
	readonly witness: readonly Uint8Array[]
}

/** The inputs of one transaction of a block. The bytes are the block's own, not to be written to. */
export function transactionInputs(columns: BlockColumns, index: number): RawInput[] {
	const { bytes, firstInput, inputAt, witnessAt } = columns
	const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
	const segwit = hasWitness(columns, index)
	const stacks: Cursor = { view, at: witnessAt[index] as number }
	const inputs: RawInput[] = []
	for (let i = firstInput[index] as number; i < (firstInput[index + 1] as number); i++) {
		const outpointAt = inputAt[i] as number
		const cursor: Cursor = { view, at: outpointAt + OUTPOINT_BYTES }
		const script = lengthAndBytes(bytes, cursor)
		const sequence = view.getUint32(cursor.at, true)
		const witness = Array.from({ length: segwit ? length(stacks) : 0 }, () => lengthAndBytes(bytes, stacks))
		inputs.push({ outpointAt, script, sequence, witness })
	}
	return inputs
}

interface Cursor {
	readonly view: DataView
	at: number
}

function lengthAndBytes(bytes: Uint8Array, cursor: Cursor): Uint8Array {
	const size = length(cursor)
	cursor.at += size
	return bytes.subarray(cursor.at - size, cursor.at)
}

/** A length in front of what it counts; the scan of the block made sure that it is whole. */
function length(cursor: Cursor): number {
	const first = cursor.view.getUint8(cursor.at++)
	if (first < 0xfd) return first
	const at = cursor.at
	cursor.at += first === 0xfd ? 2 : 4
	return first === 0xfd ? cursor.view.getUint16(at, true) : cursor.view.getUint32(at, true)
}
