import { carded } from '../../carded.js'
import { ABSENT } from '../../heuristic.js'
import { decideChange } from './decideChange.js'

/** Prior of an output back to a payer, and of one on which families agree. Set by hand, not calibrated. */
const OWN = 0.99
const AGREED = 0.7
/** Prior at most where the payee may have paid in too: then what was left belongs to both. */
const MOST_WITH_PAYEE = 0.6

/**
 * Change by vote: the output on which independent families of rules agree, or the one that goes back to a payer. An
 * ambiguous vote is unknown, with the reason. It attaches an account to the payers, and never joins two large clusters.
 *
 * Source: Moeser, Narayanan, Financial Cryptography 2022 (a vote of rules instead of one); the rule of voting is ours.
 * Fails when: a payee with a new address gets less than each input and moves on with a like wallet (found, though a
 * payment); what was read holds neither earlier payments nor spenders (unknown).
 * Cost: that of all rules that vote: some look-ups for each output.
 */
export const change = carded({
	id: 'change',
	version: '1',
	claim: 'change',
	vetoedBy: ['mix', 'mixLike', 'decoyMix'],
	cappedBy: { payeeInput: MOST_WITH_PAYEE },
	looksAhead: true,
	params: {},
	inspect(transaction, view) {
		const decision = decideChange(transaction, view)
		if (decision.kind === 'none') return ABSENT
		if (decision.kind === 'unknown') return decision
		if (decision.kind === 'ambiguous') return { kind: 'unknown', missing: [decision.why, ...decision.missing] }
		const rules = decision.votes.filter(({ outputs }) => outputs.some((id) => decision.outputs.includes(id)))
		const own = rules.every(({ heuristic }) => heuristic === 'addressReuse')
		return {
			kind: 'found',
			accounts: [],
			outputs: decision.outputs,
			confidence: own ? OWN : AGREED,
			note: `${rules.map(({ heuristic }) => heuristic).join(', ')}: consistent with change`,
		}
	},
})
