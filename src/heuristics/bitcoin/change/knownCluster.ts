import { changeRule, some } from './changeRule.js'

/**
 * Known cluster (C2): an output to an account that earlier evidence puts under one control with a payer. Looks at nothing
 * later than the transaction: the clustering that runs beside it stands as of then.
 *
 * Source: GraphSense, graphsense-lib (multi-input change).
 * Fails when: a user of a service pays another user of it (found: both are in the cluster of the service); the cluster is
 * wrong.
 * Cost: one look-up for each input and output.
 */
export const knownCluster = changeRule({
	id: 'knownCluster',
	version: '1',
	looksAhead: false,
	confidence: 0.5,
	sees: 'an output goes to an account that was clustered with a payer before',
	says({ inputs }, outputs, view) {
		const { controlOf } = view
		if (controlOf === undefined) return { missing: ['clusters as of this transaction'] }
		const payers = new Set(inputs.flatMap(({ account }) => account ?? []))
		const controls = new Set([...payers].flatMap((payer) => controlOf(payer) ?? []))
		return some(outputs, ({ account }) => !payers.has(account) && controls.has(controlOf(account) ?? -1))
	},
})
