import type { Lot } from '../lot.js'
import type { SeededValue } from '../seeds/seededValue.js'
import type { SeedRow } from '../seeds/seedRow.js'

/**
 * How much of the seeds a change of lots moves, as a share: what each seed has more or less, over what it sent. Rounded: it
 * decides when something is worked out, never what comes out.
 */
export function movedShare(before: readonly Lot[], after: readonly Lot[], seeded: SeededValue): number {
	const moved = new Map<SeedRow, bigint>()
	for (const { path, seedAmount } of before)
		if (path !== null) moved.set(path.seed, (moved.get(path.seed) ?? 0n) - seedAmount)
	for (const { path, seedAmount } of after)
		if (path !== null) moved.set(path.seed, (moved.get(path.seed) ?? 0n) + seedAmount)
	let share = 0
	for (const [row, amount] of moved) if (amount !== 0n) share += Math.abs(Number(amount)) / Number(seeded.of(row))
	return share
}
