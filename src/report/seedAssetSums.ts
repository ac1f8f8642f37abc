import type { AssetId } from '../model/identifiers.js'
import type { ResultData } from '../model/result.js'

/** What was seeded of each asset, over all seeds, in the order of the ledger. */
export function seedAssetSums(result: ResultData): Map<AssetId, bigint> {
	const sums = new Map<AssetId, bigint>()
	for (const { asset, seeded } of result.ledger) sums.set(asset, (sums.get(asset) ?? 0n) + seeded)
	return sums
}
