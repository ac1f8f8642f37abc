import { type Lot, taintedLot, taintOf, totalOf } from '../lot.js'
import type { Path } from '../path.js'

/** Makes a whole transfer seed value under poison, where none of it is yet; a transfer of nothing brings nothing. */
export function poisonLots(lots: readonly Lot[], root: Path): { lots: Lot[]; seeded: bigint } {
	const amount = totalOf(lots)
	if (amount === 0n || taintOf(lots) > 0n) return { lots: [...lots], seeded: 0n }
	return { lots: [taintedLot(root, amount)], seeded: amount }
}
