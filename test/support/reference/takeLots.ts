import { lesser } from './lesser.js'

/** Value in a queue; `label` is the id of the seed it carries, null for clean value. */
export interface Lot {
	readonly label: string | null
	readonly amount: bigint
}

/**
 * Takes lots out of `queue`, oldest first and in the order of the queue. `allow` says how much of a lot may go, given
 * what was taken before it. The queue is changed in place.
 */
export function takeLots(queue: Lot[], allow: (lot: Lot, taken: readonly Lot[]) => bigint): Lot[] {
	const taken: Lot[] = []
	const kept: Lot[] = []
	for (const lot of queue) {
		const allowed = allow(lot, taken)
		const amount = allowed < 0n ? 0n : lesser(allowed, lot.amount)
		if (amount > 0n) taken.push({ label: lot.label, amount })
		if (amount < lot.amount) kept.push({ label: lot.label, amount: lot.amount - amount })
	}
	queue.splice(0, queue.length, ...kept)
	return taken
}

/** The whole of some lots, or of those with one label. */
export function totalOf(lots: readonly Lot[], label?: string | null): bigint {
	return lots.filter((lot) => label === undefined || lot.label === label).reduce((sum, lot) => sum + lot.amount, 0n)
}

/** The labels of seeds among some lots, in code units. */
export function labelsOf(lots: readonly Lot[]): string[] {
	return [...new Set(lots.flatMap((lot) => (lot.label === null ? [] : [lot.label])))].sort()
}
