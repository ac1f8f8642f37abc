import type { Holding } from '../../model/hop.js'
import type { Lot } from '../lot.js'
import type { SeedRow } from '../seeds/seedRow.js'
import type { Grant } from './grant.js'

/** What one payment took, and the arithmetic of the paying ledger around it. */
export interface Payment {
	/** The lots of the transfer, in the order in which they reach the receiver; they add up to the amount. */
	readonly lots: readonly Lot[]
	readonly before: Holding
	/** What came in with this very event: clean value no entry accounts for, and value newly seeded. */
	readonly entered: Holding
	readonly seeded: readonly { readonly row: SeedRow; readonly amount: bigint }[]
}

/** The holding of one account in one asset, replayed entry by entry in event order under one rule. */
export interface AccountLedger {
	receive(lots: readonly Lot[]): void
	/** Takes in clean value. */
	receiveClean(amount: bigint): void
	/**
	 * Takes `amount` out. With grants the order is fixed whatever the rule: value of seeds that came back, oldest first;
	 * newly seeded value; the rest. Without grants the rule decides. What the ledger does not hold enters clean at this
	 * moment and stands after all recorded lots. `allotted` is the taint that a rule with windows gives this payment.
	 */
	pay(amount: bigint, grants: readonly Grant[], allotted?: bigint): Payment
	/** Loses `amount` out of everything that is held, the same share of each lot. What is not held enters clean before. */
	shrink(amount: bigint): Payment
	/** Looking back: takes in what a loss had taken, clean and the same share beside each lot. */
	regrow(amount: bigint): void
	/** Puts value aside whose way in no entry tells: what stood longest, and under a total rule its part. Looking back only. */
	setAside(amount: bigint): void
	/** Seed value that the ledger holds now, without what was put aside. */
	taint(): bigint
	/** The seed value that is still there, or was put aside. */
	residual(): readonly Lot[]
	/** The same holding, to go on with apart from this one. Costs as much as `size`. */
	copy(): AccountLedger
	/** Lots that are held. */
	readonly size: number
}
