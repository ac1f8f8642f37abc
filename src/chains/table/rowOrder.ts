import type { ChainClock } from '../../model/coverage.js'
import { compareText, type EventOrder } from '../../model/order.js'
import type { OrderedRow } from './orderedRow.js'
import { payingOrder } from './payingOrder.js'

/** The place of one row among the events of its chain. */
export interface RowPlace {
	readonly order: EventOrder
	/** Whether the table itself tells the place, that is, whether no other row shares its clock (and transaction index). */
	readonly orderTold: boolean
}

/** The clock of a chain and the place of each of its rows, in the order of the input. */
export interface RowOrder {
	readonly clock: ChainClock
	readonly places: readonly RowPlace[]
}

/**
 * The order of events of one chain. The clock is the height, or the time for all rows as soon as one lacks its height.
 * Where all rows of one clock value state their transaction's index, that comes next; what is still level is ordered by
 * who is paid before paying (`payingOrder`). The order of the input has no influence. Rows are told apart by (txid, index).
 */
export function rowOrder(rows: readonly OrderedRow[]): RowOrder {
	const clock: ChainClock = rows.some((row) => row.height === null) ? 'time' : 'height'
	const clocks = rows.map((row) => (clock === 'time' ? row.atSeconds : (row.height as number)))
	const untold = new Set<number>()
	for (const [i, row] of rows.entries()) if (row.txIndex === null) untold.add(clocks[i] as number)
	const txIndexes = rows.map((row, i) => (untold.has(clocks[i] as number) ? -1 : (row.txIndex as number)))

	const sorted = [...rows.keys()].sort((a, b) => {
		const [rowA, rowB] = [rows[a] as OrderedRow, rows[b] as OrderedRow]
		return (
			(clocks[a] as number) - (clocks[b] as number) ||
			(txIndexes[a] as number) - (txIndexes[b] as number) ||
			compareText(rowA.txid, rowB.txid) ||
			rowA.index - rowB.index
		)
	})
	const places: RowPlace[] = new Array(rows.length)
	for (let start = 0; start < sorted.length; ) {
		const [clockValue, txIndex] = [
			clocks[sorted[start] as number] as number,
			txIndexes[sorted[start] as number] as number,
		]
		let end = start + 1
		while (
			end < sorted.length &&
			clocks[sorted[end] as number] === clockValue &&
			txIndexes[sorted[end] as number] === txIndex
		)
			end++
		const level = sorted.slice(start, end)
		for (const [rank, place] of payingOrder(level.map((i) => rows[i] as OrderedRow)).entries()) {
			places[level[place] as number] = { order: [clockValue, txIndex, rank], orderTold: level.length === 1 }
		}
		start = end
	}
	return { clock, places }
}
