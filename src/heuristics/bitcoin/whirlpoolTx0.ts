import { carded } from '../carded.js'
import { ABSENT } from '../heuristic.js'
import { spendShape } from './spendShape.js'
import { whirlpoolMixShape } from './whirlpoolMixShape.js'
import { LEAST_FEE_PERCENT, MOST_FEE_PERCENT, MOST_PREMIX, whirlpoolTx0Shape } from './whirlpoolTx0Shape.js'

/** Priors, set by hand (GraphSense): of the shape, and once a premix output is spent in a mix of the pool. */
const CONFIDENCE = { shape: 0.6, mixed: 0.9 }

/**
 * Whirlpool Tx0: one party splits its coins into premix outputs and pays the coordinator. All its outputs are ordinary
 * and its inputs are of one party: it is the entry to mixes, not a mix.
 *
 * Source: Samourai Wallet, Whirlpool 2019; Stütz et al., AFT 2022; predicate as in GraphSense, graphsense-lib
 * heuristics_service (MIT): exactly one OP_RETURN; 1 to 70 equal outputs of a pool's denomination plus 100 to 110,000 sat,
 * all but at most two; exactly one output of half to three times the pool's fee.
 * Fails when: the fee is waived or paid otherwise (absent); a payment happens to have these values (found).
 * Cost: linear in the outputs.
 */
export const whirlpoolTx0 = carded({
	id: 'whirlpoolTx0',
	version: '1',
	claim: 'mixEntry',
	vetoedBy: [],
	looksAhead: true,
	params: {
		mostPremix: String(MOST_PREMIX),
		leastFeePercent: LEAST_FEE_PERCENT.toString(),
		mostFeePercent: MOST_FEE_PERCENT.toString(),
	},
	inspect(transaction, view) {
		const entry = whirlpoolTx0Shape(transaction)
		if (entry === null) return ABSENT
		const mixed = entry.premix.filter((output) => {
			const spender = view.spender(output)
			const mix = spender === undefined ? null : whirlpoolMixShape(spender)
			return mix !== null && mix.fits !== false && mix.pool.denomination === entry.pool.denomination
		}).length
		return {
			kind: 'found',
			accounts: [...(spendShape(transaction)?.payers.keys() ?? [])],
			outputs: entry.premix,
			confidence: mixed > 0 ? CONFIDENCE.mixed : CONFIDENCE.shape,
			note: `${entry.premix.length} premix outputs for a pool of ${entry.pool.denomination} sat, ${mixed} of them spent in a mix that was read: consistent with a Whirlpool Tx0`,
		}
	},
})
