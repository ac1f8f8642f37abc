import type { TotalRule } from './rule.js'

/**
 * Lowest intermediate balance: an account pays with its own money first, and what seed money it once fell below does not
 * come back with later deposits. For account ledgers only: an output has no running balance.
 * Source: James Roscoe (Bolton) Ltd v Winder [1915] 1 Ch 62; Restatement (Third) of Restitution § 59.
 */
export const libr: TotalRule = {
	kind: 'total',
	id: 'libr',
	name: 'LIBR',
	ledgers: 'account',
	looksBack: false,
	share(taint, _balance, [, kept = 0n]) {
		const stays = taint < kept ? taint : kept
		return [taint - stays, stays]
	},
}
