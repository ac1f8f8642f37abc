import { NONE } from '../../model/columns/transferColumns.js'
import { wholeShare } from './wholeShare.js'

/** Below this a sum of whole and half numbers is exact, and the quotient of two whole ones never rounds up to a whole one. */
const MOST_EXACT = 2 ** 52

/** Rows that are to be applied, in numbers of ledgers, and what they change. Arrays by row, but for `mine` (by asset). */
type HaircutRows = readonly [
	mine: Uint8Array | null,
	asset: Uint32Array,
	from: Uint32Array,
	to: Uint32Array,
	low: Uint32Array,
	middle: Uint32Array,
	/** At 2·ledger: balance, not a number for ledgers that are kept elsewhere, and what of it is tainted. */
	pools: Float64Array,
	/** Which ledgers taint was brought to, from place 1 on, how many times at place 0; and how much, from 1 on. */
	reached: Uint32Array,
	brought: Float64Array,
	start: number,
	end: number,
]

/**
 * Applies rows from `start` on; answers the first that is not plain, or `end`. It sees nothing but arrays and numbers: code
 * that was compiled for objects is thrown away with the last of them, and a loop over a table would begin uncompiled every
 * time. Ledgers are written before it is known whether value is tainted, so that the next rows need not wait for that.
 */
export function haircutRows(
	...[mine, asset, from, to, low, middle, pools, reached, brought, start, end]: HaircutRows
): number {
	let count = reached[0] as number
	let row = start
	for (; row < end; row++) {
		if (mine !== null && mine[asset[row] as number] !== 1) continue
		const payer = from[row] as number
		const payee = to[row] as number
		if (payer === payee || payer === NONE || payee === NONE) break
		const amount = (low[row] as number) + (middle[row] as number) * 2 ** 32
		const over = (pools[2 * payer] as number) - amount
		const grown = (pools[2 * payee] as number) + amount
		// A ledger of the two is kept elsewhere.
		if (Number.isNaN(over + grown)) break
		// Nothing where the amount is above the balance, without a branch that could not be foretold.
		const rest = (over + Math.abs(over)) * 0.5
		pools[2 * payer] = rest
		pools[2 * payee] = grown
		const taint = pools[2 * payer + 1] as number
		if (taint === 0 || amount === 0) continue
		const balance = rest + amount
		const product = taint * amount
		const part =
			product + 1.5 * balance < MOST_EXACT
				? Math.floor((product + 0.5 * balance) / balance)
				: wholeShare(taint, amount, balance)
		pools[2 * payer + 1] = taint - part
		pools[2 * payee + 1] = (pools[2 * payee + 1] as number) + part
		count++
		reached[count] = payee
		brought[count] = part
	}
	reached[0] = count
	return row
}
