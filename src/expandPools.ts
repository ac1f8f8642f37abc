import type { ExpandOptions, TraceEvent } from './expand.js'
import { PoolReading, poolQueries } from './search/poolReading.js'
import type { Search } from './search/search.js'
import { withSignal } from './search/sources/withSignal.js'

/** Reads the whole history of the mixing pools that value entered, for leads: what comes of it changes no figure. */
export async function* expandPools(
	search: Search,
	options: ExpandOptions,
	end: number | null,
): AsyncGenerator<TraceEvent, void> {
	const queries = poolQueries(search)
	if (queries.length === 0) return
	const { lookups = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	const cost = search.inquiry.costOf(queries)
	if (end !== null && options.now() >= end) search.interrupted = 'seconds'
	else if (cost > lookups - options.spent - search.lookups) search.interrupted = 'lookups'
	if (search.interrupted !== null) return
	const answers = await withSignal(search.inquiry.ask(queries, { signal: options.signal }), options.signal)
	if (answers === null || options.signal?.aborted === true) {
		search.interrupted = 'aborted'
		return
	}
	search.lookups += cost
	for (const { query, coverage } of answers) search.noteCoverage(query, coverage)
	search.pools = new PoolReading(search, answers)
	yield { kind: 'round', round: 0, asked: queries.length, lookups: options.spent + search.lookups, open: 0 }
}
