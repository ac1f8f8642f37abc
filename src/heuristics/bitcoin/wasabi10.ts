import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, mostCommon, spendShape } from './spendShape.js'
import { BASE_SATS, TOLERANCE_SATS, WASABI_PARAMS, wasabiRound } from './wasabiRound.js'

/** Prior as hand-set by GraphSense; not calibrated. */
const CONFIDENCE = 0.7
/** Fewest parties (GraphSense). */
const LEAST_PARTIES = 3

/**
 * Wasabi 1.0 by structure: rounds with one denomination near 0.1 BTC, change for most parties, one coordinator fee.
 *
 * Source: ZeroLink protocol (Ficsor, TDevD 2017); Stütz, Stockinger, Moreno-Sanchez, Haslhofer, Maffei, AFT 2022;
 * predicate as in GraphSense, graphsense-lib heuristics_service (MIT): the most common value within 500,000 sat of 0.1 BTC
 * occurs n >= 3 times and n >= (outputs - 1) / 2; n to 7n paying accounts; outputs to different accounts.
 * Fails when: parties bring so many outputs of change that the equal ones are few (absent); a service pays near 0.1 BTC
 * to many from many addresses (found, though no mix).
 * Cost: linear in inputs and outputs.
 */
export const wasabi10 = carded({
	id: 'wasabi10',
	version: '1',
	claim: 'mix',
	vetoedBy: ['decoyMix'],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: { ...WASABI_PARAMS, leastParties: String(LEAST_PARTIES) },
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null) return ABSENT
		const [value, parties] = mostCommon(shape, isNearBase)
		if (parties < LEAST_PARTIES || parties * 2 < shape.outputs.length - 1) return ABSENT
		return foundWhere(shape, wasabiRound(shape, parties), () => ({
			outputs: shape.outputs.map(({ id }) => id),
			links: linksOf(shape.transaction),
			confidence: CONFIDENCE,
			note: `${parties} of ${shape.outputs.length} outputs are worth ${value} sat: consistent with a Wasabi 1.0 round`,
		}))
	},
})

function isNearBase(sats: bigint): boolean {
	return sats >= BASE_SATS - TOLERANCE_SATS && sats <= BASE_SATS + TOLERANCE_SATS
}
