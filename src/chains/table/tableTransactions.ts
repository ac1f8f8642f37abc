import { transactionId } from '../../model/identifiers.js'
import { compareEvents, compareText, type EventOrder } from '../../model/order.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import type { RowPlace } from './rowOrder.js'
import type { TableRow } from './tableRow.js'

/** Ranks are whole numbers: this is between one and the next. */
const BEHIND = 0.5

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
		known.transfers.push(...transfers(row, places[i] as RowPlace))
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

/** What the receiver got, and right after it what the token kept on the way: a fee of the payer. */
function transfers(row: TableRow, { order, orderTold }: RowPlace): Transfer[] {
	const { from, to, asset, amount, received, rebase, extra } = row
	const transaction = transactionId(row.chain, row.txid)
	const moved: Transfer = {
		id: `${transaction}#row:${row.index}`,
		from,
		to,
		asset,
		amount: received,
		order: Object.freeze(order),
		orderTold,
		...(rebase ? { rebase } : {}),
		...(extra === undefined ? {} : { extra: frozenExtra(extra) }),
	}
	if (received === amount) return [Object.freeze(moved)]
	const after: EventOrder = Object.freeze([order[0], order[1], order[2] + BEHIND] as const)
	const kept: Transfer = {
		id: `${transaction}#fee:${row.index}`,
		from,
		to: null,
		asset,
		amount: amount - received,
		order: after,
		orderTold,
		fee: true,
	}
	return [Object.freeze(moved), Object.freeze(kept)]
}

/** Columns in code-unit order, so that their order in the table leaves no trace. */
function frozenExtra(extra: Readonly<Record<string, string>>): Record<string, string> {
	return Object.freeze(Object.fromEntries(Object.entries(extra).sort(([a], [b]) => compareText(a, b)))) as Record<
		string,
		string
	>
}
