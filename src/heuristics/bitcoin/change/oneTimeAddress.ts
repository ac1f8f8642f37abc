import type { LedgerView } from '../../../model/ledgerView.js'
import type { UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import { changeRule, NOTHING, unique } from './changeRule.js'
import { isFresh } from './isFresh.js'

/** How long an account must not be paid again, in seconds: one week, the longer of the two waits of the source. */
const WAIT_SECONDS = 604_800

/**
 * One-time address (C4): no output goes back to a payer, one account is paid for the first time, all others were paid
 * before, and the one is not paid again within a week.
 *
 * Source: Meiklejohn, Pomarole, Jordan, Levchenko, McCoy, Voelker, Savage, IMC 2013 (heuristic 2, refined; they estimate
 * 0.17 % false positives).
 * Fails when: the payee's address is new and the payer's change address is not (found, though a payment); both are new, as
 * is usual today (absent); what was read ends before the week is over (found, though paid again).
 * Cost: one look-up for each output.
 */
export const oneTimeAddress = changeRule({
	id: 'oneTimeAddress',
	version: '1',
	looksAhead: true,
	params: { waitSeconds: String(WAIT_SECONDS) },
	confidence: 0.6,
	sees: 'one account only is paid for the first time, and not again within a week',
	says(transaction, outputs, view) {
		const payers = new Set(transaction.inputs.map(({ account }) => account))
		if (outputs.some(({ account }) => payers.has(account))) return NOTHING
		const said = unique(outputs, ({ account }) => isFresh(account, transaction, view))
		return 'outputs' in said && said.outputs.some((output) => isPaidAgain(output, transaction, view)) ? NOTHING : said
	},
})

function isPaidAgain({ account }: UtxoOutput, { id, atSeconds }: UtxoTransaction, view: LedgerView): boolean {
	const next = view.receiptsOf(account).find((receipt) => receipt.id !== id)
	return next !== undefined && next.atSeconds <= atSeconds + WAIT_SECONDS
}
