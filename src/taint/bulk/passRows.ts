import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import { settleRow } from './settleRow.js'

/** Applies every row of the assets with `mine[asset] === 1` (null: of all): plain ones by the kernel in one go, those between one by one. */
export function passRows(table: BulkTable, kernel: Kernel, mine: Uint8Array | null): void {
	const { columns, seedRows } = table
	const { asset, length } = columns
	let place = 0
	for (let row = 0; row < length; row++) {
		const named = seedRows[place] ?? length
		row = kernel.passPlain(mine, row, named)
		if (row === length) break
		if (mine === null || mine[asset[row] as number] === 1) settleRow(table, kernel, row, row === named ? place : null)
		if (row === named) place++
	}
	kernel.finish()
}
