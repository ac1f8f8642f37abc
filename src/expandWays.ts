import type { TraceEvent } from './expand.js'
import { TransactionGraph } from './graph/transactionGraph.js'
import type { Direction } from './model/direction.js'
import type { DataOptions } from './model/options.js'
import type { CrossingsHost } from './search/bridges/crossings.js'
import { openMovements } from './search/bridges/openMovements.js'
import type { Deadline } from './search/deadline.js'
import type { SearchOptions } from './search/options/searchOptions.js'
import type { SearchWindow } from './search/queries/searchWindow.js'
import { checkSeedChains, checkWindow } from './search/queries/seedQueries.js'
import type { Search } from './search/search.js'

/** What the searches of a trace share. */
type Shared = Omit<
	SearchOptions,
	'direction' | 'window' | 'graph' | 'show' | 'rules' | 'deposits' | 'crossings' | 'other'
>

/**
 * Searches one direction after the other. What one has asked is free for the next, and what is left of the budget is its
 * own. Returns the searches in that order.
 * @throws InputError where a seed or a window does not fit the sources
 */
export async function* expandWays(
	windows: readonly SearchWindow[],
	shared: Shared,
	deadline: Deadline,
): AsyncGenerator<TraceEvent, Search[]> {
	// What only a trace needs is loaded when one runs, so that a page that shows results loads little.
	const { expand } = await import('./expand.js')
	const { Search } = await import('./search/search.js')
	const { Crossings } = await import('./search/bridges/crossings.js')
	const { Deposits } = await import('./search/deposits.js')
	const { accountRules } = await import('./heuristics/evm/accountRules.js')
	const rules = accountRules(shared.data.assets)
	const crossings = (host: CrossingsHost) => new Crossings(host)
	// Looking back, every transfer stands as it is told: an exchange is not undone.
	const movements = await openMovements(shared.sources, shared.seeds, shared.labels)
	const searches: Search[] = []
	for (const window of windows) {
		const { direction } = window
		const show = await shownView(direction, shared.data)
		const graph = new TransactionGraph(direction === 'forward' ? movements : undefined)
		const deposits = new Deposits(graph.view, shared.labels)
		const other = searches.flatMap(({ inquiry }) => inquiry.answers)
		const search = new Search({ ...shared, rules, deposits, crossings, direction, window, graph, show, other })
		checkSeedChains(search.seeds, shared.sources)
		checkWindow(window, shared.sources)
		yield* expand(search, { deadline, spent: lookupsOf(searches) })
		searches.push(search)
	}
	yield { kind: 'searched', lookups: lookupsOf(searches) }
	return searches
}

async function shownView(direction: Direction, { feeTaint }: DataOptions): Promise<SearchOptions['show']> {
	if (direction === 'backward') {
		const { MirrorView } = await import('./graph/mirrorView.js')
		return (facts, payees, isMix) => new MirrorView(facts, payees, isMix)
	}
	if (feeTaint === 'sink') return null
	const { FeeView } = await import('./graph/feeView.js')
	return (facts) => new FeeView(facts)
}

const lookupsOf = (searches: readonly Search[]): number => searches.reduce((sum, { lookups }) => sum + lookups, 0)
