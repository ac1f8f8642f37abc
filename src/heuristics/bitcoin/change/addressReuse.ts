import { changeRule } from './changeRule.js'

/**
 * Address reuse, self-change (C1): an output that goes back to a paying account. Where it is found no other rule is asked.
 *
 * Source: BlockSci, Kalodner et al., USENIX Security 2020 (AddressReuse); GraphSense, graphsense-lib (direct change).
 * Fails when: the payer pays itself on purpose (who owns the output is certain, that it is change is not).
 * Cost: linear in inputs and outputs.
 */
export const addressReuse = changeRule({
	id: 'addressReuse',
	version: '1',
	looksAhead: false,
	confidence: 0.99,
	sees: 'an output goes back to a paying account',
	fewestOutputs: 1,
	says({ inputs }, outputs) {
		const payers = new Set(inputs.map(({ account }) => account))
		const own = outputs.filter(({ account }) => payers.has(account))
		const unknown = inputs.filter(({ account }) => account === null).length
		return own.length === 0 && unknown > 0 ? { missing: [`${unknown} previous outputs`] } : { outputs: own }
	},
})
