import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, mostCommon, payersWithin, spendShape } from './spendShape.js'
import { whirlpoolTx0Shape } from './whirlpoolTx0Shape.js'

/** Prior as hand-set by GraphSense; not calibrated. */
const CONFIDENCE = 0.49
/** Outputs up to this many satoshi are no denomination: below it lie dust and markers (GraphSense). */
const DUST_SATS = 2730n
/** Fewest parties: with two, a wallet's own decoy looks the same (GraphSense). */
const LEAST_PARTIES = 3
/** From this many inputs on the two limits below apply, which real rounds keep and batch payments do not (GraphSense). */
const LARGE_INPUTS = 50
/** Most inputs for each party of a large round. */
const MOST_INPUTS_EACH = 20
/** Fewest outputs for each party of a large round, in tenths: an equal one and mostly one of change. */
const LEAST_OUTPUTS_EACH_TENTHS = 17

/**
 * JoinMarket: a round between a taker and makers. Each party gets one output of the common value and mostly one of
 * change; the taker pays the makers through theirs.
 *
 * Source: GraphSense, graphsense-lib heuristics_service (MIT), after Schnoering, Vazirgiannis 2023, arXiv 2311.12491, and
 * Goldfeder et al., PETS 2018: most frequent value above 2,730 sat, n times, n at least half of the outputs, 3 <= n <=
 * paying accounts, all outputs to different accounts, at least one of another value; large rounds as above.
 * Fails when: a service pays equal sums from several addresses (found, though no mix); rounds of two (absent).
 * Cost: linear in inputs and outputs.
 */
export const joinMarket = carded({
	id: 'joinMarket',
	version: '2',
	claim: 'mix',
	vetoedBy: ['decoyMix'],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: {
		dustSats: DUST_SATS.toString(),
		leastParties: String(LEAST_PARTIES),
		largeInputs: String(LARGE_INPUTS),
		mostInputsEach: String(MOST_INPUTS_EACH),
		leastOutputsEachTenths: String(LEAST_OUTPUTS_EACH_TENTHS),
	},
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null || !shape.distinctOutputs) return ABSENT
		const [value, parties] = mostCommon(shape, (sats) => sats > DUST_SATS)
		const outputs = shape.outputs.length
		if (parties < LEAST_PARTIES || parties * 2 < outputs || parties === outputs) return ABSENT
		// Its premix outputs are equal too, but one party signs it.
		if (whirlpoolTx0Shape(transaction) !== null) return ABSENT
		const large = shape.inputs >= LARGE_INPUTS
		if (large && shape.inputs > MOST_INPUTS_EACH * parties) return ABSENT
		if (large && outputs * 10 < LEAST_OUTPUTS_EACH_TENTHS * parties) return ABSENT
		return foundWhere(shape, [payersWithin(shape, parties)], () => ({
			outputs: shape.outputs.map(({ id }) => id),
			links: linksOf(shape.transaction),
			confidence: CONFIDENCE,
			note: `${parties} of ${outputs} outputs are worth ${value} sat, ${shape.payers.size} paying accounts: consistent with a JoinMarket round`,
		}))
	},
})
