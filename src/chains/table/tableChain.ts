import type { Scope } from '../../model/coverage.js'
import { AccountIndex } from '../accountIndex.js'
import type { LedgerChain } from '../ledgerAdapter.js'
import { rowOrder } from './rowOrder.js'
import type { TableRow } from './tableRow.js'
import { tableTransactions } from './tableTransactions.js'

/** What the tables hold of one chain. `rows` are all of that chain, at least one. */
export function tableChain(chain: string, rows: readonly TableRow[], scope: Scope): LedgerChain {
	const { clock, places } = rowOrder(rows)
	const description = Object.freeze({
		chain,
		ledger: 'account' as const,
		clock,
		scope,
		height: clock === 'height' ? greatest(rows, (row) => row.height as number) : null,
		blockHash: null,
		atSeconds: greatest(rows, (row) => row.atSeconds),
	})
	return { description, index: new AccountIndex(clock, tableTransactions(rows, places)) }
}

function greatest(rows: readonly TableRow[], of: (row: TableRow) => number): number {
	return rows.reduce((most, row) => Math.max(most, of(row)), 0)
}
