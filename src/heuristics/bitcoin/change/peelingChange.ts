import type { UtxoTransaction } from '../../../model/transaction.js'
import { spendable } from '../spendable.js'
import { changeRule, NOTHING, some } from './changeRule.js'

/**
 * Peeling (C11): the transaction has one input and two outputs, and so has the spender of an output.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (PeelingChain).
 * Fails when: the payee's next payment has one input and two outputs too, as most payments of wallets have (absent where
 * both outputs go on so; found, though a payment, where only the payee's does).
 * Cost: one look-up for each output.
 */
export const peelingChange = changeRule({
	id: 'peelingChange',
	version: '1',
	looksAhead: true,
	confidence: 0.4,
	sees: 'the spender pays on from one input to two outputs, as this transaction does',
	says(transaction, outputs, view) {
		if (!isOneToTwo(transaction)) return NOTHING
		return some(outputs, ({ id }) => {
			const spender = view.spender(id)
			return spender !== undefined && isOneToTwo(spender)
		})
	},
})

const isOneToTwo = (transaction: UtxoTransaction): boolean =>
	transaction.inputs.length === 1 && spendable(transaction).length === 2
