import { changeRule, leastInput, missingInputs, unique } from './changeRule.js'
import { isFresh } from './isFresh.js'

/**
 * Legacy change (C13): the one output that goes to an account paid for the first time and is smaller than every input.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (uniqueChangeByLegacyHeuristic).
 * Fails when: one input pays, so that every output is smaller (absent where both accounts are new; found, though a payment,
 * where only the payee's is).
 * Cost: one look-up for each output.
 */
export const legacyChange = changeRule({
	id: 'legacyChange',
	version: '1',
	looksAhead: false,
	confidence: 0.5,
	sees: 'one output only is smaller than every input and goes to an account paid for the first time',
	says(transaction, outputs, view) {
		const least = leastInput(transaction)
		const told = missingInputs(transaction)
		return told ?? unique(outputs, ({ account, amount }) => amount < least && isFresh(account, transaction, view))
	},
})
