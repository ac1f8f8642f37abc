import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'

/**
 * The first transfer by which value that a source sent can have come to each account, as a row of the columns; `NONE`
 * where none can, and for the sources themselves. Every step of a way comes after the one before and is in the same asset
 * where `asset` names one. One pass in event order.
 */
export function reachableInTime(columns: TransferColumns, sources: Iterable<number>, asset?: number): Uint32Array {
	const { from, to, length } = columns
	const first = new Uint32Array(columns.accounts.size).fill(NONE)
	const reached = new Uint8Array(columns.accounts.size)
	for (const source of sources) reached[source] = 2
	for (let row = 0; row < length; row++) {
		const payer = from[row] as number
		const payee = to[row] as number
		if (payer === NONE || payee === NONE || reached[payer] === 0 || reached[payee] !== 0) continue
		if (asset !== undefined && columns.asset[row] !== asset) continue
		reached[payee] = 1
		first[payee] = row
	}
	return first
}
