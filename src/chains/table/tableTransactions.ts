import { transactionId } from '../../model/identifiers.js'
import { compareEvents, compareText, type EventOrder } from '../../model/order.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import type { RowPlace } from './rowOrder.js'
import type { TableRow } from './tableRow.js'

/**
 * The transactions that the rows of one chain tell, each with all its transfers in order of events, sorted by their first
 * event. Frozen: every page hands out the same objects.
 */
export function tableTransactions(
	rows: readonly TableRow[],
	places: readonly RowPlace[],
): readonly AccountTransaction[] {
	const byTxid = new Map<string, { readonly head: TableRow; readonly transfers: Transfer[] }>()
	for (const [i, row] of rows.entries()) {
		const known = byTxid.get(row.txid) ?? { head: row, transfers: [] }
		known.transfers.push(transfer(row, places[i] as RowPlace))
		byTxid.set(row.txid, known)
	}
	const transactions = [...byTxid.values()].map(
		({ head, transfers }): AccountTransaction =>
			Object.freeze({
				kind: 'account',
				id: transactionId(head.chain, head.txid),
				chain: head.chain,
				txid: head.txid,
				height: head.height,
				atSeconds: head.atSeconds,
				transfers: Object.freeze(transfers.sort(compareEvents)) as Transfer[],
			}),
	)
	return transactions.sort((a, b) => compareEvents(a.transfers[0] as Transfer, b.transfers[0] as Transfer))
}

function transfer(row: TableRow, place: RowPlace): Transfer {
	const { from, to, asset, amount, extra } = row
	const order: EventOrder = Object.freeze(place.order)
	return Object.freeze({
		id: `${transactionId(row.chain, row.txid)}#row:${row.index}`,
		from,
		to,
		asset,
		amount,
		order,
		orderTold: place.orderTold,
		...(extra === undefined ? {} : { extra: frozenExtra(extra) }),
	})
}

/** Columns in code-unit order, so that their order in the table leaves no trace. */
function frozenExtra(extra: Readonly<Record<string, string>>): Record<string, string> {
	return Object.freeze(Object.fromEntries(Object.entries(extra).sort(([a], [b]) => compareText(a, b)))) as Record<
		string,
		string
	>
}
