import type { LedgerEntry } from '../../model/ledgerView.js'
import { compareEvents } from '../../model/order.js'
import type { Transfer } from '../../model/transaction.js'

/** Where a transfer stands, or would stand, among the entries of a ledger. */
export function placeOfEntry(entries: readonly LedgerEntry[], transfer: Transfer): number {
	let [low, high] = [0, entries.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if (compareEvents((entries[middle] as LedgerEntry).transfer, transfer) < 0) low = middle + 1
		else high = middle
	}
	return low
}
