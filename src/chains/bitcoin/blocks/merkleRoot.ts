import { sha256d } from './sha256d.js'
import { HASH_BYTES } from './transactionHashes.js'

/**
 * The root of the tree over hashes that stand one after the other; null where two neighbours that are hashed together are
 * equal, for then another list has the same root. Source: `ComputeMerkleRoot` of Bitcoin Core, CVE-2012-2459.
 */
export function merkleRoot(hashes: Uint8Array): Uint8Array | null {
	const level = hashes.slice()
	let count = level.length / HASH_BYTES
	const pair = new Uint8Array(2 * HASH_BYTES)
	while (count > 1) {
		const pairs = Math.ceil(count / 2)
		for (let i = 0; i < pairs; i++) {
			const left = level.subarray(2 * i * HASH_BYTES, (2 * i + 1) * HASH_BYTES)
			const alone = 2 * i + 1 === count
			const right = alone ? left : level.subarray((2 * i + 1) * HASH_BYTES, (2 * i + 2) * HASH_BYTES)
			if (!alone && Buffer.compare(left, right) === 0) return null
			pair.set(left)
			pair.set(right, HASH_BYTES)
			level.set(sha256d(pair), i * HASH_BYTES)
		}
		count = pairs
	}
	return level.subarray(0, HASH_BYTES)
}
