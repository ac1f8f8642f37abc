import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, noPayerAbove, spendShape } from './spendShape.js'

/** Prior as hand-set by GraphSense; not calibrated. */
const CONFIDENCE = 0.6
/** Fewest inputs of a round, as of May 2024 (GraphSense). */
const LEAST_INPUTS = 20
/** No payer signs more than one in this many inputs (GraphSense). */
const TOP_PAYER_PARTS = 10
/** No output below this many satoshi: the protocol's least (Wasabi Wallet 2). */
const LEAST_SATS = 5000n
/** A value that this many outputs have is a denomination (GraphSense). */
const LEAST_EQUAL = 2
/** Fewest denominations: an even split has one (GraphSense). */
const LEAST_DENOMINATIONS = 3

/**
 * WabiSabi (Wasabi 2): large rounds in which each party breaks its sum into outputs of several common values.
 *
 * Source: Ficsór, Kogman, Ontivero, Seres, WabiSabi, 2021 (ePrint 2021/206); predicate as in GraphSense, graphsense-lib
 * heuristics_service (MIT): at least 20 inputs and 3 values that two or more outputs have; these outputs at least
 * (outputs - 1) / 2, but not all; outputs of 5,000 sat or more, to different accounts.
 * Fails when: a round without change or fee has equal outputs only (absent); a service pays many sums of a price list
 * from many addresses (found, though no mix).
 * Cost: linear in inputs and outputs.
 */
export const wabiSabi = carded({
	id: 'wabiSabi',
	version: '1',
	claim: 'mix',
	vetoedBy: ['decoyMix'],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: {
		leastInputs: String(LEAST_INPUTS),
		topPayerParts: String(TOP_PAYER_PARTS),
		leastSats: LEAST_SATS.toString(),
		leastEqual: String(LEAST_EQUAL),
		leastDenominations: String(LEAST_DENOMINATIONS),
	},
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null || shape.inputs < LEAST_INPUTS || !shape.distinctOutputs) return ABSENT
		if (shape.outputs.some(({ amount }) => amount < LEAST_SATS)) return ABSENT
		const repeated = [...shape.counts.values()].filter((count) => count >= LEAST_EQUAL)
		const mixed = repeated.reduce((a, b) => a + b, 0)
		const outputs = shape.outputs.length
		if (repeated.length < LEAST_DENOMINATIONS || mixed === outputs || mixed * 2 < outputs - 1) return ABSENT
		return foundWhere(shape, [noPayerAbove(shape, TOP_PAYER_PARTS)], () => ({
			outputs: shape.outputs.map(({ id }) => id),
			links: linksOf(shape.transaction),
			confidence: CONFIDENCE,
			note: `${mixed} of ${outputs} outputs share ${repeated.length} values, ${shape.payers.size} paying accounts: consistent with a WabiSabi round`,
		}))
	},
})
