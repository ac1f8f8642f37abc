import type { Direction } from '../model/direction.js'
import type { AssetId } from '../model/identifiers.js'
import type { ResultData } from '../model/result.js'
import { toldOf } from './toldOf.js'

/** What was seeded of each asset in one direction, over all seeds, in the order of the ledger. */
export function seedAssetSums(result: ResultData, direction: Direction): Map<AssetId, bigint> {
	const sums = new Map<AssetId, bigint>()
	for (const { asset, seeded } of toldOf(result.ledger, direction)) sums.set(asset, (sums.get(asset) ?? 0n) + seeded)
	return sums
}
