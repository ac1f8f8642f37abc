import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'

/** Prior of a co-spend that nothing vetoes; set by hand, not calibrated. */
const CONFIDENCE = 0.97
/** Prior at most where the payee may have added an input (algorithms 2.1). */
const MOST_WITH_PAYEE = 0.6

/**
 * Co-spend (multi-input): all inputs of one transaction were signed by one party.
 *
 * Source: Nakamoto 2008, section 10; Reid, Harrigan 2011; Meiklejohn et al., IMC 2013. Recall on 37,585 known wallets
 * 68.59 % of addresses (Nick, ETH Zurich 2015).
 * Fails when: strangers sign together (CoinJoin, PayJoin); a custodian signs for many customers.
 * Cost: linear in the inputs.
 */
export const coSpend = carded({
	id: 'coSpend',
	version: '3',
	claim: 'sameControl',
	vetoedBy: ['mix', 'mixLike', 'decoyMix'],
	cappedBy: { payeeInput: MOST_WITH_PAYEE },
	looksAhead: false,
	params: {},
	inspect(transaction) {
		if (transaction.kind !== 'utxo' || transaction.coinbase) return ABSENT
		const accounts = new Set<string>()
		let unknown = 0
		for (const { account } of transaction.inputs) {
			if (account === null) unknown++
			else accounts.add(account)
		}
		if (accounts.size >= 2) {
			return {
				kind: 'found',
				accounts: [...accounts],
				confidence: CONFIDENCE,
				note: `${accounts.size} accounts signed inputs of one transaction: consistent with control by one party`,
			}
		}
		return unknown > 0 && transaction.inputs.length > 1
			? { kind: 'unknown', missing: [`${unknown} previous outputs`] }
			: ABSENT
	},
})
