import { linksOf } from '../boltzmann/deterministicLinks.js'
import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { foundWhere } from './spendShape.js'
import { type WhirlpoolLineage, whirlpoolLineage } from './whirlpoolLineage.js'
import { ENTRANTS, MIX_SIZE, whirlpoolMixShape } from './whirlpoolMixShape.js'
import { ENTRANT_SURPLUS } from './whirlpoolPools.js'

/** Priors, set by hand: of the shape (GraphSense), with its whole lineage read and fitting, with a part that does not. */
const CONFIDENCE = { shape: 0.6, lineage: 0.9, refuted: 0.3 }

/**
 * Whirlpool mix: five to eight inputs and as many outputs, all of the pool's denomination; entrants bring a surplus for
 * the miner, the others come from an earlier mix of the pool.
 *
 * Source: Samourai Wallet, Whirlpool 2019; Stütz et al., AFT 2022; predicate as in GraphSense, graphsense-lib
 * heuristics_service (MIT): inputs within [d, d + 110,000 sat] of different accounts, 1 to 4 entrants with a surplus of
 * 100 to 110,000 sat. The lineage is checked as far as it was read and changes the prior, not the answer.
 * Fails when: one party splits and joins coins of just these values (found, though no mix); other pools (absent).
 * Cost: constant, and the mixes behind it that were read, at most 500.
 */
export const whirlpool = carded({
	id: 'whirlpool',
	version: '1',
	claim: 'mix',
	vetoedBy: [],
	looksAhead: false,
	stops: 'coinjoin',
	needsStrangers: true,
	params: {
		leastSize: String(MIX_SIZE[0]),
		mostSize: String(MIX_SIZE[1]),
		leastEntrants: String(ENTRANTS[0]),
		mostEntrants: String(ENTRANTS[1]),
		leastSurplusSats: ENTRANT_SURPLUS[0].toString(),
		mostSurplusSats: ENTRANT_SURPLUS[1].toString(),
	},
	inspect(transaction, view) {
		const mix = whirlpoolMixShape(transaction)
		if (mix === null) return ABSENT
		return foundWhere(mix.shape, [mix.fits], () => {
			const lineage = whirlpoolLineage(mix, view)
			return {
				outputs: mix.shape.outputs.map(({ id }) => id),
				links: linksOf(mix.shape.transaction),
				confidence: prior(lineage),
				note: `${mix.shape.inputs} outputs of ${mix.pool.denomination} sat, ${mix.entrants} of the inputs new to the pool; lineage: ${lineage.confirmed} inputs fit, ${lineage.refuted} do not, ${lineage.unread} not read: consistent with a Whirlpool mix`,
			}
		})
	},
})

function prior({ refuted, unread }: WhirlpoolLineage): number {
	if (refuted > 0) return CONFIDENCE.refuted
	return unread === 0 ? CONFIDENCE.lineage : CONFIDENCE.shape
}
