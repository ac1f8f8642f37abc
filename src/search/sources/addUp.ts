import type { AssetId } from '../../model/identifiers.js'

/** What arrived by what several sources tell: of each asset the most that one of them does. */
export function addUp(
	known: Map<AssetId, bigint> | undefined,
	found: ReadonlyMap<AssetId, bigint> | undefined,
): Map<AssetId, bigint> {
	const sum = new Map(known)
	for (const [asset, amount] of found ?? []) if (amount > (sum.get(asset) ?? 0n)) sum.set(asset, amount)
	return sum
}
