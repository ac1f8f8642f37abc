import type { AccountId } from '../../../model/identifiers.js'
import type { LedgerView } from '../../../model/ledgerView.js'
import { compareEvents } from '../../../model/order.js'
import type { UtxoTransaction } from '../../../model/transaction.js'

/** Whether nothing that was read paid an account before a transaction. */
export function isFresh(account: AccountId, transaction: UtxoTransaction, view: LedgerView): boolean {
	const [first] = view.receiptsOf(account)
	return first === undefined || compareEvents(first, transaction) >= 0
}
