import { compareBigint } from '../../model/order.js'
import type { TotalRule } from './rule.js'
import { takeInOrder } from './takeInOrder.js'

/** A window of payments closes this long after it opened, in seconds: one day, our choice. */
const WINDOW_SECONDS = 86_400

/**
 * Taint in, highest out: the largest payments are taken to be made of seed money. On outputs, spendable ones by value, a
 * tie to the lower number, then unspendable ones, the fee last; on accounts, the payments between two inflows (at most a
 * day) by amount, a tie to the earlier one.
 * Source: Tironsakkul, Maarek, Eross, Just, "Probing the Mystery of Cryptocurrency Theft", 2019; FSI: Digital
 * Investigation 42-43, 2022.
 */
export const tiho: TotalRule = {
	kind: 'total',
	id: 'tiho',
	name: 'TIHO',
	ledgers: 'both',
	looksBack: false,
	windowSeconds: WINDOW_SECONDS,
	share(taint, _balance, slots, unspendable) {
		const fee = slots.length - 1
		const class_ = (index: number): number => (index === fee ? 2 : unspendable?.has(index) ? 1 : 0)
		const order = slots.map((size, index) => ({ size, index }))
		order.sort((a, b) => class_(a.index) - class_(b.index) || compareBigint(b.size, a.size) || a.index - b.index)
		return takeInOrder(taint, order, slots.length)
	},
}
