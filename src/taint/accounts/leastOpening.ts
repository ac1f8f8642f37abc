import type { Direction } from '../../model/direction.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'

/**
 * The least clean balance that an account must have had before its first entry for no payment to overdraw it. It equals
 * what enters clean at the moments of shortfall where the ledger is opened with nothing.
 * @param entries as a replay in this direction sees them: backward, the latest first with payer and payee changed places
 */
export function leastOpening(
	account: AccountId,
	entries: readonly LedgerEntry[],
	direction: Direction = 'forward',
): bigint {
	const back = direction === 'backward'
	let balance = 0n
	let lowest = 0n
	for (let i = 0; i < entries.length; i++) {
		const { transfer } = entries[back ? entries.length - 1 - i : i] as LedgerEntry
		const [payer, payee] = back ? [transfer.to, transfer.from] : [transfer.from, transfer.to]
		if (payer === account) balance -= transfer.amount
		if (balance < lowest) lowest = balance
		if (payee === account) balance += transfer.amount
	}
	return -lowest
}
