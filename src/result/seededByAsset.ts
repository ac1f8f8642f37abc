import type { AssetId } from '../model/identifiers.js'
import { seededOf } from '../search/runSet.js'
import type { Search } from '../search/search.js'

/** All that was seeded of each asset under the primary rule. */
export function seededByAsset(search: Search): Map<AssetId, bigint> {
	const sums = new Map<AssetId, bigint>()
	for (const row of search.seeds.rows())
		sums.set(row.asset, (sums.get(row.asset) ?? 0n) + seededOf(search.runs.primary, row))
	return sums
}
