import { largestRemainder } from './largestRemainder.js'
import type { TotalRule } from './rule.js'

/**
 * Haircut (pro rata): every part of a holding carries the same share of taint, in whole base units by largest remainder.
 * Source: Möser, Böhme, Breuker, "Towards Risk Scoring of Bitcoin Transactions", FC workshops 2014. In law: rolling
 * charge, pari passu.
 */
export const haircut: TotalRule = {
	kind: 'total',
	id: 'haircut',
	name: 'haircut',
	ledgers: 'both',
	looksBack: true,
	share: largestRemainder,
}
