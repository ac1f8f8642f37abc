import { chainFacts } from '../model/chains.js'
import type { ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'

/** What this trace does not look at, so that nobody takes it for an answer to that. */
export function notAsked(search: Search): ResultData['warnings'][number] {
	const chains = search.options.sources.chains().map((chain) => chainFacts(chain)?.aliases[0] ?? chain)
	const isTold = [...search.options.graph.view.transactions()].some(
		(transaction) => transaction.kind === 'account' && transaction.inside !== undefined,
	)
	const swaps = isTold ? '' : 'swaps inside transactions; '
	const text = `Asked: where value of the seeds went, forward, on ${chains.join(', ')}. Not asked: who funded the seeds; what happens inside services, mixers and bridges; ${swaps}other chains.`
	return { code: 'notAsked', text }
}
