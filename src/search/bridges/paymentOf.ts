import type { TransactionId, TransferId } from '../../model/identifiers.js'
import type { LedgerEntry, LedgerView } from '../../model/ledgerView.js'

/**
 * The payment that a transfer into (`in`) or out of a bridge is on balance: the transfer itself, or the one payment that
 * ends, or begins, with it. Undefined where there is none, or several.
 */
export function paymentOf(
	view: LedgerView,
	transaction: TransactionId,
	transfer: TransferId,
	way: 'in' | 'out',
): LedgerEntry | undefined {
	const found = view.entriesOf(transaction).filter(({ transfer: own, ways, exchange, stop }) => {
		if (own.id === transfer) return true
		const [only, ...others] = ways ?? []
		if (only === undefined || others.length > 0 || exchange !== undefined || stop !== undefined) return false
		return (way === 'in' ? only.via.at(-1) : only.via[0]) === transfer
	})
	return found.length === 1 ? found[0] : undefined
}
