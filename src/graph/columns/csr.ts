import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'

/**
 * A snapshot of the transfers by account (compressed sparse rows): those of account a stand at starts[a] to
 * starts[a + 1] - 1, in the order in which they happened. Transfers from or to nobody are not in it.
 */
export interface Csr {
	readonly starts: Uint32Array
	/** The account at the other end. */
	readonly others: Uint32Array
	/** Rows of the transfers in the columns. */
	readonly rows: Uint32Array
}

/** The transfers by paying account (`out`) or by paid account (`in`), by counting sort. Eight bytes a transfer. */
export function buildCsr(columns: TransferColumns, side: 'out' | 'in'): Csr {
	const { length } = columns
	const own = side === 'out' ? columns.from : columns.to
	const other = side === 'out' ? columns.to : columns.from
	// One place further than usual, so that the cursors of the second pass end as the starts.
	const cursors = new Uint32Array(columns.accounts.size + 2)
	let total = 0
	for (let row = 0; row < length; row++) {
		const account = own[row] as number
		if (account === NONE || other[row] === NONE) continue
		const place = account + 2
		cursors[place] = (cursors[place] as number) + 1
		total++
	}
	for (let i = 2; i < cursors.length; i++) cursors[i] = (cursors[i] as number) + (cursors[i - 1] as number)
	const others = new Uint32Array(total)
	const rows = new Uint32Array(total)
	for (let row = 0; row < length; row++) {
		const account = own[row] as number
		const end = other[row] as number
		if (account === NONE || end === NONE) continue
		const at = cursors[account + 1] as number
		cursors[account + 1] = at + 1
		others[at] = end
		rows[at] = row
	}
	return { starts: cursors.subarray(0, cursors.length - 1), others, rows }
}
