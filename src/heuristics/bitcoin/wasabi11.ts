import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere, type SpendShape, spendShape } from './spendShape.js'
import { BASE_SATS, MOST_INPUTS_EACH, TOLERANCE_SATS, WASABI_PARAMS, wasabiRound } from './wasabiRound.js'

/** Fewest parties (GraphSense). */
const LEAST_PARTIES = 3
/** Fewest outputs of a level: one alone mixes with nothing (GraphSense). */
const LEAST_ON_LEVEL = 2

/**
 * Wasabi 1.1 by structure: rounds whose equal outputs stand on levels of 2^i times 0.1 BTC.
 *
 * Source: Wasabi Wallet 1.1 (mixing levels), 2018; Stütz et al., AFT 2022; predicate as in GraphSense, graphsense-lib
 * heuristics_service (MIT): levels with at least 2 outputs within 5 %; n, the fullest level, at least 3; the outputs on
 * levels at least (outputs - 1) / 2, or at least outputs - paying accounts - 1. The prior grows with n / paying accounts.
 * Fails when: a service pays many sums near 0.1, 0.2, 0.4 BTC from many addresses (found, though no mix).
 * Cost: linear in inputs; outputs times the levels up to the greatest output.
 */
export const wasabi11 = carded({
	id: 'wasabi11',
	version: '1',
	claim: 'mix',
	vetoedBy: ['decoyMix'],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: { ...WASABI_PARAMS, leastParties: String(LEAST_PARTIES), leastOnLevel: String(LEAST_ON_LEVEL) },
	inspect(transaction) {
		const shape = spendShape(transaction)
		if (shape === null) return ABSENT
		const levels = levelCounts(shape)
		const parties = Math.max(0, ...levels.values())
		if (parties < LEAST_PARTIES) return ABSENT
		const mixed = [...levels.values()].reduce((a, b) => a + b, 0)
		const outputs = shape.outputs.length
		const majority = mixed * 2 >= outputs - 1
		const fewest = mixed + shape.payers.size + 1 >= outputs
		const rest = majority || fewest ? true : mixed + shape.payers.size + shape.unknown + 1 >= outputs ? null : false
		return foundWhere(shape, [...wasabiRound(shape, parties), rest], () => ({
			outputs: shape.outputs.map(({ id }) => id),
			links: linksOf(shape.transaction),
			confidence: prior(parties, shape.payers.size, majority && fewest),
			note: `${mixed} of ${outputs} outputs stand on ${levels.size} levels of 0.1 BTC, at most ${parties} on one: consistent with a Wasabi 1.1 round`,
		}))
	},
})

/** Outputs on each level that has at least two. */
function levelCounts({ outputs, counts }: SpendShape): Map<number, number> {
	const levels = new Map<number, number>()
	const greatest = outputs.reduce((most, { amount }) => (amount > most ? amount : most), 0n)
	for (let level = 0; (BASE_SATS - TOLERANCE_SATS) << BigInt(level) <= greatest; level++) {
		const [base, tolerance] = [BASE_SATS << BigInt(level), TOLERANCE_SATS << BigInt(level)]
		let found = 0
		for (const [value, count] of counts) if (value >= base - tolerance && value <= base + tolerance) found += count
		if (found >= LEAST_ON_LEVEL) levels.set(level, found)
	}
	return levels
}

/** 0.5 where each party brings the most inputs it may, up to 1 where each brings one; half of it on one condition only. */
function prior(parties: number, payers: number, bothHold: boolean): number {
	const most = MOST_INPUTS_EACH
	const percent = Math.floor((50 * (most - 2) * payers + 50 * most * parties) / ((most - 1) * payers))
	return (bothHold ? percent : Math.floor(percent / 2)) / 100
}
