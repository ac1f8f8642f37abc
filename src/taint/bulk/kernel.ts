import type { Lot } from '../lot.js'

/**
 * One way to keep the plain ledgers of a table while its rows pass. Rows that are not plain (an issue, a burn, a payment to
 * oneself, a seed's, one at a stop) go through `settleRow`, which takes and gives here.
 */
export interface Kernel {
	/** Takes `amount` out of a ledger; what it does not hold enters clean and stands last. */
	take(ledger: number, amount: bigint): readonly Lot[]
	give(ledger: number, lots: readonly Lot[]): void
}
