import type { EventOrder } from './order.js'
import type { Transaction } from './transaction.js'

/** The place of a transaction on its chain; of one on an account ledger the place of its first transfer. */
export function orderOf(transaction: Transaction): EventOrder {
	if (transaction.kind === 'utxo') return transaction.order
	return transaction.transfers[0]?.order ?? [transaction.height ?? transaction.atSeconds, -1, 0]
}
