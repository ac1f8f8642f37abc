import type { BlockColumns } from './blockScanner.js'
import { sha256d } from './sha256d.js'

/** Bytes of a hash. */
export const HASH_BYTES = 32
/** Marker and flag that stand in front of the inputs of a transaction with a witness. Source: BIP-144. */
const MARKER_BYTES = 2
const FIELD_BYTES = 4

/** Whether a transaction of a block carries a witness. */
export function hasWitness({ txAt, witnessAt }: BlockColumns, index: number): boolean {
	return (witnessAt[index] as number) + FIELD_BYTES < (txAt[index + 1] as number)
}

/**
 * The hashes of a block's transactions one after the other, in the byte order of the ledger (an id as it is written is
 * the reverse). The witness does not count.
 */
export function transactionHashes(columns: BlockColumns): Uint8Array {
	const { bytes, count, txAt, witnessAt } = columns
	const hashes = new Uint8Array(count * HASH_BYTES)
	let stripped = new Uint8Array(0)
	for (let i = 0; i < count; i++) {
		const start = txAt[i] as number
		const end = txAt[i + 1] as number
		let message = bytes.subarray(start, end)
		if (hasWitness(columns, i)) {
			const body = bytes.subarray(start + FIELD_BYTES + MARKER_BYTES, witnessAt[i])
			const length = body.length + 2 * FIELD_BYTES
			if (stripped.length < length) stripped = new Uint8Array(2 * length)
			stripped.set(bytes.subarray(start, start + FIELD_BYTES))
			stripped.set(body, FIELD_BYTES)
			stripped.set(bytes.subarray(end - FIELD_BYTES, end), FIELD_BYTES + body.length)
			message = stripped.subarray(0, length)
		}
		hashes.set(sha256d(message), i * HASH_BYTES)
	}
	return hashes
}

/** The hashes that a witness commitment covers: over the whole transactions, and zeros for the coinbase. Source: BIP-141. */
export function witnessHashes(columns: BlockColumns, hashes: Uint8Array): Uint8Array {
	const { bytes, count, txAt } = columns
	const all = hashes.slice()
	all.fill(0, 0, HASH_BYTES)
	for (let i = 1; i < count; i++) {
		if (hasWitness(columns, i)) all.set(sha256d(bytes.subarray(txAt[i], txAt[i + 1])), i * HASH_BYTES)
	}
	return all
}
