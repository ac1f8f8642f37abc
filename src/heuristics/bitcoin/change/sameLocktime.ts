import { changeRule, some } from './changeRule.js'

/**
 * Same locktime habit (C9): outputs whose spender sets a locktime as this transaction does, or sets none as it does not;
 * what nobody spent in what was read stays possible.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (Locktime).
 * Fails when: payer and payee use wallets of one habit (absent); a wallet changes its habit (found, though a payment).
 * Cost: one look-up for each output.
 */
export const sameLocktime = changeRule({
	id: 'sameLocktime',
	version: '1',
	looksAhead: true,
	confidence: 0.4,
	sees: 'a spender keeps the habit of setting a locktime, or of setting none',
	says({ locktime }, outputs, view) {
		const spenders = outputs.map(({ id }) => view.spender(id))
		const untold = spenders.filter((spender) => spender !== undefined && spender.locktime === undefined).length
		if (locktime === undefined || untold > 0)
			return { missing: [`${untold + (locktime === undefined ? 1 : 0)} locktimes`] }
		return some(outputs, ({ id }) => {
			const spender = view.spender(id)
			return spender?.locktime === undefined || spender.locktime > 0 === locktime > 0
		})
	},
})
