import { compareBigint } from '../../../model/order.js'
import { changeRule, missingInputs, unique } from './changeRule.js'

/**
 * Unnecessary input (C6b): the only output of which holds that, were it the payment and all else change, fewer inputs would
 * have been enough than for paying all else. The largest inputs are counted first, the fee is paid either way.
 *
 * Source: the symmetric test to Nick, ETH Zurich 2015; known as unnecessary input heuristic since Ficsor, 2017.
 * Fails when: a wallet consolidates coins while it pays little (found, though a payment).
 * Cost: a sort of the inputs, and a search in it for each output.
 */
export const unnecessaryInput = changeRule({
	id: 'unnecessaryInput',
	version: '1',
	looksAhead: false,
	confidence: 0.5,
	sees: 'as a payment one output only would have needed fewer inputs',
	says(transaction, outputs) {
		const missing = missingInputs(transaction)
		if (missing !== null) return missing
		const inputs = transaction.inputs.map(({ amount }) => amount ?? 0n).sort((a, b) => compareBigint(b, a))
		const paidOut = outputs.reduce((sum, { amount }) => sum + amount, 0n)
		const fee = inputs.reduce((sum, amount) => sum + amount, 0n) - paidOut
		const sums = [0n]
		for (const amount of inputs) sums.push((sums.at(-1) as bigint) + amount)
		const needed = (target: bigint): number => {
			let [low, high] = [0, inputs.length]
			while (low < high) {
				const middle = (low + high) >>> 1
				if ((sums[middle] as bigint) < target) low = middle + 1
				else high = middle
			}
			return low
		}
		return unique(outputs, ({ amount }) => needed(amount + fee) < needed(paidOut - amount + fee))
	},
})
