import type { Direction } from '../../model/direction.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'

/** Entries of a ledger in event order; those whose order is not told stand together. */
export function tieGroups(entries: readonly LedgerEntry[]): LedgerEntry[][] {
	const groups: LedgerEntry[][] = []
	for (const entry of entries) {
		const last = groups.at(-1)
		const tied = last?.[0]?.transfer
		const { order, orderTold } = entry.transfer
		const same =
			tied !== undefined && !orderTold && !tied.orderTold && tied.order[0] === order[0] && tied.order[1] === order[1]
		if (same) last?.push(entry)
		else groups.push([entry])
	}
	return groups
}

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
