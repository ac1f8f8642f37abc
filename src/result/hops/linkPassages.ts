import type { Search } from '../../search/search.js'
import { taintOf } from '../../taint/lot.js'

/** Joins both transactions of each passage over a bridge in the traced graph, with what the primary rule allots. */
export function linkPassages(search: Search): void {
	const { runs } = search.runs.primary
	for (const { pair, payouts } of search.crossings.passages()) {
		const { source, destinations, protocol, evidence } = pair
		for (const [i, { event, asset, amount }] of payouts.entries()) {
			const transfer = destinations[i]?.transfer ?? null
			if (source.transfer === null || transfer === null) continue
			const taint = runs.reduce((sum, run) => sum + taintOf(run.taintedLots(event)), 0n)
			search.options.graph.link(source.transfer, transfer, { asset, amount, taint, bridge: `${protocol} ${evidence}` })
		}
	}
}
