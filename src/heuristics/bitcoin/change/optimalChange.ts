import { changeRule, leastInput, missingInputs, NOTHING, unique } from './changeRule.js'

/** With fewer inputs every output is smaller than all that was paid in, and nothing is told. */
const FEWEST_INPUTS = 2

/**
 * Optimal change (C6): the only output smaller than every input. A wallet that had got more change than that could have
 * left an input out.
 *
 * Source: Nick, ETH Zurich 2015 (optimal change); BlockSci (OptimalChange).
 * Fails when: a wallet sweeps small coins or takes inputs that it does not need (found, though a payment); the payment is
 * smaller than the change of a single input (absent).
 * Cost: linear in inputs and outputs.
 */
export const optimalChange = changeRule({
	id: 'optimalChange',
	version: '1',
	looksAhead: false,
	confidence: 0.6,
	sees: 'one output only is smaller than every input',
	says(transaction, outputs) {
		if (transaction.inputs.length < FEWEST_INPUTS) return NOTHING
		const least = leastInput(transaction)
		return missingInputs(transaction) ?? unique(outputs, ({ amount }) => amount < least)
	},
})
