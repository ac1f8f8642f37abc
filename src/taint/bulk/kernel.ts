import type { Lot } from '../lot.js'

/**
 * One way to keep the plain ledgers of a table while its rows pass. Rows that are not plain (an issue, a burn, a payment to
 * oneself, a seed's, one at a stop) go through `settleRow`, which takes and gives here.
 */
export interface Kernel {
	/**
	 * Applies the rows from `row` on of the assets with `mine[asset] === 1` (null: of all); answers the first that is not
	 * plain, or `end`.
	 * A call of its own for each stretch: a loop over a whole table would start uncompiled every time.
	 */
	passPlain(mine: Uint8Array | null, row: number, end: number): number
	/** Takes `amount` out of a ledger; what it does not hold enters clean and stands last. */
	take(ledger: number, amount: bigint): readonly Lot[]
	give(ledger: number, lots: readonly Lot[]): void
	/** Adds what only it knows to the sums: at least the seed value that is still in its ledgers to `held`. */
	finish(): void
}
