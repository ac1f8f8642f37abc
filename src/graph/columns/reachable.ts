import type { Csr } from './csr.js'

/**
 * The accounts that a way of transfers leads to from the sources, whatever the times: sources first, then by the fewest
 * steps (breadth first).
 */
export function reachable({ starts, others }: Csr, sources: Iterable<number>): Uint32Array {
	const accounts = starts.length - 1
	const seen = new Uint8Array(accounts)
	const reached = new Uint32Array(accounts)
	let count = 0
	for (const source of sources) {
		if (seen[source] !== 0) continue
		seen[source] = 1
		reached[count++] = source
	}
	for (let next = 0; next < count; next++) {
		const account = reached[next] as number
		const end = starts[account + 1] as number
		for (let at = starts[account] as number; at < end; at++) {
			const other = others[at] as number
			if (seen[other] !== 0) continue
			seen[other] = 1
			reached[count++] = other
		}
	}
	return reached.subarray(0, count)
}
