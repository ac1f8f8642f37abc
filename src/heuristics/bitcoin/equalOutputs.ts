import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, mostCommon, payersWithin, spendShape } from './spendShape.js'
import { whirlpoolTx0Shape } from './whirlpoolTx0Shape.js'

/** Prior of the shape alone; set by hand: batch payments of equal sums share it. */
const CONFIDENCE = 0.5
/** Values that wallets use for dust-sized markers, in satoshi: equal outputs of these say nothing. */
const MARKER_SATS: ReadonlySet<bigint> = new Set([546n, 2730n])

/**
 * Equal outputs: the shape of an equal-output mix, in which each party gets one output of the common value and at most
 * one of change. It only vetoes: nothing is called a mix on it alone.
 *
 * Source: Goldfeder, Kalodner, Reisman, Narayanan, PETS 2018 (as in BlockSci): at least 2 inputs and 3 outputs; the most
 * frequent output value occurs p = floor((outputs + 1) / 2) times or more, and at least as many accounts pay. The source
 * says exactly p: then a round in which nobody gets change is not seen, and strangers are joined.
 * Fails when: an exchange pays equal sums from many addresses (found, though no mix); unequal mixes (absent).
 * Cost: linear in inputs and outputs.
 */
export const equalOutputs = carded({
	id: 'equalOutputs',
	version: '3',
	claim: 'mixLike',
	vetoedBy: [],
	looksAhead: false,
	needsStrangers: true,
	params: {},
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null || shape.inputs < 2 || transaction.kind !== 'utxo' || transaction.outputs.length < 3)
			return ABSENT
		const [value, parties] = mostCommon(shape, () => true)
		if (parties < Math.floor((transaction.outputs.length + 1) / 2) || MARKER_SATS.has(value)) return ABSENT
		// Its premix outputs are equal too, but one party signs it.
		if (whirlpoolTx0Shape(transaction) !== null) return ABSENT
		return foundWhere(shape, [payersWithin(shape, parties)], () => ({
			confidence: CONFIDENCE,
			note: `${parties} equal outputs and ${shape.payers.size} paying accounts: the shape of an equal-output mix, shared by batch payments of equal sums`,
		}))
	},
})
