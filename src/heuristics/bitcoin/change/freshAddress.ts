import { changeRule, some } from './changeRule.js'
import { isFresh } from './isFresh.js'

/**
 * Fresh address (C3): outputs to accounts that nothing read paid before.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (ClientChangeAddressBehavior).
 * Fails when: the payee gives a new address for each payment, as most do today (found, though a payment); earlier payments
 * were not read (found, though seen before).
 * Cost: one look-up for each output.
 */
export const freshAddress = changeRule({
	id: 'freshAddress',
	version: '1',
	looksAhead: false,
	confidence: 0.3,
	sees: 'an account is paid for the first time in what was read',
	says: (transaction, outputs, view) => some(outputs, ({ account }) => isFresh(account, transaction, view)),
})
