import { changeRule, NOTHING, unique } from './changeRule.js'
import { isFresh } from './isFresh.js'

/** Outputs that the source looks at: one payment, one change. */
const OUTPUTS = 2

/**
 * Shadow address (C5): of exactly two outputs one goes to an account paid for the first time, the other to one that was
 * paid before.
 *
 * Source: Androulaki, Karame, Roeschlin, Scherer, Capkun, Financial Cryptography 2013.
 * Fails when: both accounts are new, as is usual today (absent); the payee's is new and change goes to a used one (found,
 * though a payment).
 * Cost: one look-up for each output.
 */
export const shadowAddress = changeRule({
	id: 'shadowAddress',
	version: '1',
	looksAhead: false,
	confidence: 0.5,
	sees: 'of two accounts one is paid for the first time',
	says: (transaction, outputs, view) =>
		outputs.length === OUTPUTS ? unique(outputs, ({ account }) => isFresh(account, transaction, view)) : NOTHING,
})
