import type { UtxoTransaction } from '../../model/transaction.js'
import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, mostCommon, payersWithin, spendShape } from './spendShape.js'
import { type CoordinatorAccount, wasabiCoordinators } from './wasabiCoordinators.js'

/** Prior of a published account beside the shape of a round; set by hand, not calibrated. */
const CONFIDENCE = 0.95
/** Fewest equal outputs beside the coordinator's: a mere payment to its account is no round (rule of the data's authors). */
const LEAST_EQUAL = 5
/** Fewest paying accounts: with one, nobody is mixed with. */
const LEAST_PAYERS = 2

/**
 * Wasabi by its coordinator: a round pays the coordinator's published account beside at least five equal outputs.
 *
 * Source: the wallet's documentation and the Dumplings project name the accounts (wasabiCoordinators); the rule of five is
 * that of crocs-muni/pets26_coinjoin_analysis (MIT). The coordinator's own outputs are ordinary payments, not mixed.
 * Fails when: the coordinator has its fee paid elsewhere (from block 610,000 on; absent); anybody pays five equal sums and
 * the published account in one transaction (found, though no mix).
 * Cost: linear in inputs and outputs.
 */
export const wasabiCoordinator = carded({
	id: 'wasabiCoordinator',
	version: '1',
	claim: 'mix',
	vetoedBy: [],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: { leastEqual: String(LEAST_EQUAL), leastPayers: String(LEAST_PAYERS) },
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null) return ABSENT
		const paid = coordinatorPaid(shape.transaction)
		if (paid === undefined) return ABSENT
		const mixed = shape.outputs.filter(({ account }) => account !== paid.account)
		const [value, count] = mostCommon(spendShape({ ...shape.transaction, outputs: mixed }) ?? shape, () => true)
		if (count < LEAST_EQUAL) return ABSENT
		return foundWhere(shape, [payersWithin(shape, LEAST_PAYERS)], () => ({
			outputs: mixed.map(({ id }) => id),
			links: linksOf(shape.transaction),
			confidence: CONFIDENCE,
			note: `${count} outputs of ${value} sat beside a payment to ${paid.account}, published as account of a ${paid.protocol} coordinator (${paid.source}): consistent with a ${paid.protocol} round`,
		}))
	},
})

/** The coordinator account in use at the time that an output pays. */
function coordinatorPaid({ outputs, height }: UtxoTransaction): CoordinatorAccount | undefined {
	return wasabiCoordinators.find(({ account, fromHeight, untilHeight }) => {
		if (height !== null && (height < fromHeight || (untilHeight !== null && height >= untilHeight))) return false
		return outputs.some((output) => output.account === account)
	})
}
