import { ABSENT, type Heuristic } from '../heuristic.js'

/** Prior of the shape alone; set by hand: batch payments of equal sums share it. */
const CONFIDENCE = 0.5
/** Values that wallets use for dust-sized markers, in satoshi: equal outputs of these say nothing. */
const MARKER_SATS: ReadonlySet<bigint> = new Set([546n, 2730n])

/**
 * Equal outputs: the shape of a CoinJoin of JoinMarket type, in which each party gets one output of the common value and
 * at most one of change. Here it only vetoes: no mix is claimed on it alone.
 *
 * Source: Goldfeder, Kalodner, Reisman, Narayanan, PETS 2018 (as in BlockSci): at least 2 inputs and 3 outputs; the most
 * frequent output value occurs exactly p = floor((outputs + 1) / 2) times; at least p paying accounts.
 * Fails when: an exchange pays equal sums from many addresses (found, though no mix); unequal mixes (absent).
 * Cost: linear in inputs and outputs.
 */
export const equalOutputs: Heuristic = {
	id: 'equalOutputs',
	version: '1',
	claim: 'mix',
	vetoedBy: [],
	looksAhead: false,
	params: {},
	inspect(transaction) {
		if (transaction.kind !== 'utxo' || transaction.inputs.length < 2 || transaction.outputs.length < 3) return ABSENT
		const counts = new Map<bigint, number>()
		for (const { amount } of transaction.outputs) counts.set(amount, (counts.get(amount) ?? 0) + 1)
		const parties = Math.floor((transaction.outputs.length + 1) / 2)
		const common = [...counts].filter(([value, count]) => count === parties && !MARKER_SATS.has(value))
		if (common.length === 0 || [...counts.values()].some((count) => count > parties)) return ABSENT
		const payers = new Set<string>()
		let unknown = 0
		for (const { account } of transaction.inputs) {
			if (account === null) unknown++
			else payers.add(account)
		}
		if (payers.size >= parties) {
			const note = `${parties} equal outputs and ${payers.size} paying accounts: the shape of an equal-output mix`
			return { kind: 'found', accounts: [...payers], confidence: CONFIDENCE, note }
		}
		return payers.size + unknown >= parties ? { kind: 'unknown', missing: [`${unknown} previous outputs`] } : ABSENT
	},
}
