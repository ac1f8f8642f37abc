import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { spendShape } from './spendShape.js'

/** Prior of the shape; set by hand, not calibrated. */
const CONFIDENCE = 0.5
/** Equal outputs below this many satoshi are dust, not a decoy (GraphSense). */
const LEAST_SATS = 5000n

/**
 * Stonewall: a payment that one wallet (or two together) dresses up as a mix of two: two equal outputs, one of which is
 * the payment, and one or two of change. A veto, never a claim that strangers mixed.
 *
 * Source: Samourai Wallet, Stonewall 2018; predicate as in GraphSense, graphsense-lib heuristics_service (MIT): at least
 * 2 inputs, 3 or 4 outputs to different accounts, exactly one value twice and worth 5,000 sat or more, others differ.
 * Fails when: two strangers really mix (StonewallX2, rounds of two): the shape is the same, so it joins nobody either.
 * Cost: constant.
 */
export const stonewall = carded({
	id: 'stonewall',
	version: '1',
	claim: 'decoyMix',
	vetoedBy: [],
	looksAhead: false,
	params: { leastSats: LEAST_SATS.toString() },
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null || shape.inputs < 2 || !shape.distinctOutputs) return ABSENT
		const outputs = shape.outputs.length
		if (outputs !== 3 && outputs !== 4) return ABSENT
		const twice = [...shape.counts].filter(([, count]) => count === 2)
		const value = twice[0]?.[0] ?? 0n
		if (twice.length !== 1 || shape.counts.size !== outputs - 1 || value < LEAST_SATS) return ABSENT
		return {
			kind: 'found',
			accounts: [...shape.payers.keys()],
			confidence: CONFIDENCE,
			note: `two equal outputs among ${outputs}: consistent with one wallet's decoy of a mix, and with a mix of two`,
		}
	},
})
