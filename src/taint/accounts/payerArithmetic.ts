import type { Holding } from '../../model/hop.js'
import type { Transfer } from '../../model/transaction.js'
import { type Lot, taintOf } from '../lot.js'
import type { LedgerReplay } from './ledgerReplay.js'

/** A paying ledger around one payment, in the order in which it happened: before + entered - paid = after. */
export interface PayerArithmetic {
	readonly before: Holding
	readonly entered: Holding
	readonly after: Holding
}

/** Replays a ledger that looks back and reads each of its payments the right way round, by transfer id. */
export function payerArithmetic(
	replay: LedgerReplay,
	arriving: (transfer: Transfer) => readonly Lot[] | undefined,
): Map<string, PayerArithmetic> {
	const found = new Map<string, PayerArithmetic>()
	let balance = replay.opening
	for (const entry of replay.entries) {
		const { transfer } = entry
		const { unexplained } = replay
		if (transfer.from === replay.account) {
			replay.pay(entry)
			balance -= transfer.amount
		}
		const lots = arriving(transfer)
		const after = { balance, taint: replay.ledger.taint() }
		replay.pass(entry, lots)
		if (transfer.to !== replay.account) continue
		const together = after.taint + taintOf(lots ?? [])
		const entered = { balance: unexplained, taint: within(together - replay.ledger.taint(), unexplained) }
		balance += transfer.amount - unexplained
		found.set(transfer.id, { before: { balance, taint: together - entered.taint }, entered, after })
	}
	return found
}

/** Between 0 and `most`: a rule that counts in full after first contact puts nothing aside before it. */
function within(amount: bigint, most: bigint): bigint {
	return amount < 0n ? 0n : amount > most ? most : amount
}
