import type { UtxoTransaction } from '../../../model/transaction.js'
import { spendable } from '../spendable.js'

/** Inputs of a step at most: one, or a few of the same account. Source: Kappos et al., USENIX Security 2022, relaxed. */
const MOST_INPUTS = 3
/** Spendable outputs of a step: what goes on, and one or two payments. */
const FEWEST_OUTPUTS = 2
const MOST_OUTPUTS = 3

/** Whether a transaction can be a step of a peel chain by its form: few inputs of one account, two or three outputs. */
export function isPeelShaped(transaction: UtxoTransaction): boolean {
	const { coinbase, inputs } = transaction
	if (coinbase || inputs.length > MOST_INPUTS) return false
	const payers = new Set(inputs.map(({ account }) => account))
	if (inputs.length > 1 && (payers.size > 1 || payers.has(null))) return false
	const outputs = spendable(transaction).length
	return outputs >= FEWEST_OUTPUTS && outputs <= MOST_OUTPUTS
}
