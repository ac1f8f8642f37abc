import type { Direction } from '../../model/direction.js'
import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'
import type { Opening } from '../../model/method.js'
import { leastOpening } from './leastOpening.js'

/** How the replay of a ledger begins, and what the entries leave unexplained. Base units. */
export interface LedgerStart {
	/** Clean value held before the first entry. */
	readonly balance: bigint
	/** Looking back: value put aside right after an entry, by its place, because nothing tells how it came in. */
	readonly unexplained: ReadonlyMap<number, bigint>
}

const NOTHING: ReadonlyMap<number, bigint> = new Map()

/**
 * Forward a ledger begins with the opening balance that is assumed. Looking back it begins with what is held at the end;
 * where a payment took more than the entries bring in, the missing part came in unseen just before it (`late`) or was
 * there from the start (`least`), so it stays there.
 * @param entries as the replay sees them: looking back, the latest first with payer and payee changed places
 */
export function ledgerStart(
	account: AccountId,
	entries: readonly LedgerEntry[],
	opening: Opening,
	direction: Direction,
): LedgerStart {
	if (direction === 'forward')
		return { balance: opening === 'least' ? leastOpening(account, entries) : 0n, unexplained: NOTHING }
	const unexplained = new Map<number, bigint>()
	let balance = 0n
	for (let i = entries.length - 1; i >= 0; i--) {
		const { from, to, amount } = (entries[i] as LedgerEntry).transfer
		if (to === account) {
			if (amount > balance) unexplained.set(i, amount - balance)
			balance = amount > balance ? 0n : balance - amount
		}
		if (from === account) balance += amount
	}
	return { balance, unexplained: opening === 'late' ? unexplained : NOTHING }
}
