import type { AccountId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'

/**
 * The least clean balance that an account must have had before its first entry for no payment to overdraw it. It equals
 * what enters clean at the moments of shortfall where the ledger is opened with nothing.
 */
export function leastOpening(account: AccountId, entries: readonly LedgerEntry[]): bigint {
	let balance = 0n
	let lowest = 0n
	for (const { transfer } of entries) {
		if (transfer.from === account) balance -= transfer.amount
		if (balance < lowest) lowest = balance
		if (transfer.to === account) balance += transfer.amount
	}
	return -lowest
}
