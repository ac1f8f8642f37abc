import { lesser } from './lesser.js'
import type { Row } from './orderRows.js'

const WINDOW_SECONDS = 86_400

/**
 * The payments of one ledger that stand in one window with `rows[first]`: those after it up to the next receipt (a
 * self-payment pays before it receives), the next payment under a seed, or the end of the day that it begins.
 */
export function tihoWindow(rows: readonly Row[], first: number, isSeeded: (row: Row) => boolean): Row[] {
	const { from: account, asset, time } = rows[first]!
	const window: Row[] = []
	for (const row of rows.slice(first)) {
		if (row.asset !== asset) continue
		if (row.from === account) {
			if (row.time - time > WINDOW_SECONDS || isSeeded(row)) break
			window.push(row)
		}
		if (row.to === account) break
	}
	return window
}

/** Gives taint to the payments of a window: the largest first, the earlier of two equals first. */
export function tihoAllotments(window: readonly Row[], taint: bigint): Map<Row, bigint> {
	const places = new Map(window.map((row, place) => [row, place]))
	const ranked = [...window].sort(
		(a, b) => Number(a.amount < b.amount) - Number(a.amount > b.amount) || places.get(a)! - places.get(b)!,
	)
	let rest = taint
	return new Map(
		ranked.map((row) => {
			const amount = lesser(row.amount, rest)
			rest -= amount
			return [row, amount]
		}),
	)
}
