import type { AccountId } from '../model/identifiers.js'
import { compareEvents } from '../model/order.js'
import type { UtxoTransaction } from '../model/transaction.js'

/** Notes a transaction with every account that it pays, in event order. */
export function addReceipts(receipts: Map<AccountId, UtxoTransaction[]>, transaction: UtxoTransaction): void {
	for (const account of new Set(transaction.outputs.map((output) => output.account))) {
		const list = receipts.get(account) ?? []
		let place = list.length
		// Most come in order, so that looking from the end finds the place at once.
		while (place > 0 && compareEvents(list[place - 1] as UtxoTransaction, transaction) > 0) place--
		list.splice(place, 0, transaction)
		receipts.set(account, list)
	}
}
