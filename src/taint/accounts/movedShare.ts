import type { Lot } from '../lot.js'
import type { SeededValue } from '../seeds/seededValue.js'
import type { SeedRow } from '../seeds/seedRow.js'

/**
 * How much of the seeds a change of lots moves, as a share: what each seed has more or less, over what it sent. Rounded: it
 * decides when something is worked out, never what comes out.
 */
export function movedShare(before: readonly Lot[], after: readonly Lot[], seeded: SeededValue): number {
	const only = onlySeed(before, after)
	if (only === null) return 0
	if (only !== undefined) return partOf(amountIn(after) - amountIn(before), only, seeded)
	const moved = new Map<SeedRow, bigint>()
	for (const { path, seedAmount } of before)
		if (path !== null) moved.set(path.seed, (moved.get(path.seed) ?? 0n) - seedAmount)
	for (const { path, seedAmount } of after)
		if (path !== null) moved.set(path.seed, (moved.get(path.seed) ?? 0n) + seedAmount)
	let share = 0
	for (const [row, amount] of moved) share += partOf(amount, row, seeded)
	return share
}

/** The seed of all that is tainted; null where nothing is, undefined where there are several. */
function onlySeed(...lists: (readonly Lot[])[]): SeedRow | null | undefined {
	let only: SeedRow | null = null
	for (const lots of lists) {
		for (const { path } of lots) {
			if (path === null || path.seed === only) continue
			if (only !== null) return undefined
			only = path.seed
		}
	}
	return only
}

function amountIn(lots: readonly Lot[]): bigint {
	let sum = 0n
	for (const { path, seedAmount } of lots) if (path !== null) sum += seedAmount
	return sum
}

const partOf = (amount: bigint, row: SeedRow, seeded: SeededValue): number =>
	amount === 0n ? 0 : Math.abs(Number(amount)) / Number(seeded.of(row))
