import { scriptTypeOf } from '../scriptTypeOf.js'
import { changeRule, leastInput, missingInputs, NOTHING, unique } from './changeRule.js'
import { isFresh } from './isFresh.js'

/** Outputs of a transaction that is looked at. Source: GraphSense. */
const FEWEST_OUTPUTS = 2
const MOST_OUTPUTS = 10
/** A multiple of this many satoshi is a sum that a person chose. Source: GraphSense. */
const ROUND_SATS = 1000n
/** Transactions that pay the account, and that spend from it, at most. Source: GraphSense. */
const MOST_USES = 1

/**
 * GraphSense one-time change (C14): of two to ten outputs the only one with the script type of the inputs, no round sum,
 * smaller than every input, to an account first paid here, paid at most once and spent at most once.
 *
 * Source: GraphSense, graphsense-lib heuristics_service (one-time change, its confidence 50).
 * Fails when: the payee's address is new, used once and of the payer's type (found, though a payment); change is paid on to
 * the same account later (absent).
 * Cost: two look-ups for each output.
 */
export const graphSenseChange = changeRule({
	id: 'graphSenseChange',
	version: '1',
	looksAhead: true,
	params: {
		roundSats: ROUND_SATS.toString(),
		outputs: `${FEWEST_OUTPUTS} to ${MOST_OUTPUTS}`,
		mostUses: String(MOST_USES),
	},
	confidence: 0.5,
	sees: 'one output only is of the type of the inputs, not round, smaller than every input, and to an account used once',
	says(transaction, outputs, view) {
		const count = transaction.outputs.length
		if (count < FEWEST_OUTPUTS || count > MOST_OUTPUTS) return NOTHING
		const missing = missingInputs(transaction)
		if (missing !== null) return missing
		const least = leastInput(transaction)
		const types = new Set(transaction.inputs.map(scriptTypeOf))
		const [type] = types
		if (types.size > 1 && !types.has(null)) return NOTHING
		const untold = [...transaction.inputs, ...outputs].filter((part) => scriptTypeOf(part) === null).length
		if (untold > 0) return { missing: [`${untold} script types`] }
		return unique(
			outputs,
			(output) =>
				scriptTypeOf(output) === type &&
				output.amount % ROUND_SATS !== 0n &&
				output.amount < least &&
				isFresh(output.account, transaction, view) &&
				view.receiptsOf(output.account).length <= MOST_USES &&
				view.spendsOf(output.account).length <= MOST_USES,
		)
	},
})
