import type { Path } from '../path.js'

/** Leave of a seed to turn value that its account sends into seed value, up to `left` (null: without limit). */
export interface Grant {
	readonly root: Path
	left: bigint | null
}

/** Hands out what the grants cover of `amount`, in grant order, and counts it against them. */
export function useGrants(grants: readonly Grant[], amount: bigint): { root: Path; amount: bigint }[] {
	const used: { root: Path; amount: bigint }[] = []
	let open = amount
	for (const grant of grants) {
		const part = grant.left === null || grant.left > open ? open : grant.left
		if (part === 0n) continue
		if (grant.left !== null) grant.left -= part
		open -= part
		used.push({ root: grant.root, amount: part })
	}
	return used
}
