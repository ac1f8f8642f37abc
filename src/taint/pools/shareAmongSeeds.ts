import { Completion } from './completion.js'

/**
 * Shares each slot's taint among seeds in whole units. `totals[i]` is what seed i holds, `slots[j]` what slot j gets in
 * all; both add up to the same sum T. Each cell is floor(totals[i]·slots[j]/T), and the units that are missing then go to
 * cells with a remainder, at most one each, so that rows and columns both add up. Of all such completions the one is
 * taken whose ones, read seed by seed and slot by slot, come first. One always exists (controlled rounding: Bacharach
 * 1966; Cox 1987), and the tie-break makes it unique.
 */
export function shareAmongSeeds(totals: readonly bigint[], slots: readonly bigint[]): bigint[][] {
	if (totals.length === 1) return [[...slots]]
	const sum = totals.reduce((a, b) => a + b, 0n)
	if (sum === 0n) return totals.map(() => slots.map(() => 0n))
	const cells = totals.map((total) => slots.map((slot) => (total * slot) / sum))
	const open = totals.map((total) => slots.map((slot) => (total * slot) % sum !== 0n))
	const rows = totals.map((total, i) => Number(total - (cells[i] as bigint[]).reduce((a, b) => a + b, 0n)))
	const columns = slots.map((slot, j) => Number(slot - cells.reduce((a, row) => a + (row[j] as bigint), 0n)))
	const ones = new Completion(open, rows, columns).firstInReadingOrder()
	return cells.map((row, i) => row.map((cell, j) => (ones[i * slots.length + j] === 1 ? cell + 1n : cell)))
}
