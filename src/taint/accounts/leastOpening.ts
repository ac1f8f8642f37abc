import type { Direction } from '../../model/direction.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'

interface Known {
	readonly account: AccountId
	readonly direction: Direction
	readonly least: bigint
}

/** By the entries it was worked out for, which never change: every rule of a panel and its result ask for the same. */
const KNOWN = new WeakMap<readonly LedgerEntry[], Known>()

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
	const known = KNOWN.get(entries)
	if (known?.account === account && known.direction === direction) return known.least
	const least = leastOf(account, entries, direction === 'backward')
	KNOWN.set(entries, { account, direction, least })
	return least
}

function leastOf(account: AccountId, entries: readonly LedgerEntry[], back: boolean): bigint {
	let balance = 0n
	let lowest = 0n
	for (let i = 0; i < entries.length; i++) {
		const { transfer } = entries[back ? entries.length - 1 - i : i] as LedgerEntry
		const payer = back ? transfer.to : transfer.from
		const payee = back ? transfer.from : transfer.to
		if (payer === account) {
			balance -= transfer.amount
			if (balance < lowest) lowest = balance
		}
		if (payee === account) balance += transfer.amount
	}
	return -lowest
}
