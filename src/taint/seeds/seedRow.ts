import { compareText } from '../../model/order.js'

/** One row of the ledger of seeds: a seed and one asset that it sent. Value carries the row it was seeded by. */
export interface SeedRow {
	readonly seed: string
	readonly asset: string
	/** Position of the seed in the case, then of the asset: the order in which seeds grant and rows are listed. */
	readonly place: number
}

/** The order in which rules serve several seeds: seed id in code units, then asset. */
export function compareSeedRows(a: SeedRow, b: SeedRow): number {
	return compareText(a.seed, b.seed) || compareText(a.asset, b.asset)
}
