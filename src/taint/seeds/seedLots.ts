import { type Lot, pushLot, splitLot } from '../lot.js'
import type { Path } from '../path.js'

/**
 * Turns clean value into seed value, from the front, up to `left` (null: all of it). Value that already carries a seed
 * keeps it: one unit carries one seed.
 */
export function seedLots(lots: readonly Lot[], root: Path, left: bigint | null): { lots: Lot[]; seeded: bigint } {
	const out: Lot[] = []
	let seeded = 0n
	for (const lot of lots) {
		const room = left === null ? lot.amount : left - seeded
		if (lot.path !== null || room <= 0n) {
			pushLot(out, lot)
			continue
		}
		const [first, rest] = room >= lot.amount ? [lot, null] : splitLot(lot, room)
		pushLot(out, { path: root, amount: first.amount, seedAmount: first.amount })
		if (rest !== null) pushLot(out, rest)
		seeded += first.amount
	}
	return { lots: out, seeded }
}
