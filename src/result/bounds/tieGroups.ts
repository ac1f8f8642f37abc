import type { Direction } from '../../model/direction.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'
import { tiedEvents } from '../../model/tiedEvents.js'

/** Entries of a ledger in event order; those whose order is not told stand together. */
export const tieGroups = (entries: readonly LedgerEntry[]): LedgerEntry[][] =>
	tiedEvents(entries, ({ transfer }) => transfer)

/**
 * The clean balance with which a ledger begins in the order of the groups: the least that is enough in whatever order tied
 * entries happened. Looking back that is what is left at the end, given the least opening balance.
 */
export function openingOf(
	account: AccountId,
	groups: readonly (readonly LedgerEntry[])[],
	direction: Direction,
): bigint {
	const inTime = direction === 'forward' ? groups : [...groups].reverse()
	const [payer, payee] = direction === 'forward' ? (['from', 'to'] as const) : (['to', 'from'] as const)
	let balance = 0n
	let lowest = 0n
	for (const group of inTime) {
		for (const { transfer } of group) if (transfer[payer] === account) balance -= transfer.amount
		if (balance < lowest) lowest = balance
		for (const { transfer } of group) if (transfer[payee] === account) balance += transfer.amount
	}
	return direction === 'forward' ? -lowest : balance - lowest
}
