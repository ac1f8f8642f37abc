import type { ExpandOptions, TraceEvent } from './expand.js'
import { PoolReading, poolQueries } from './search/poolReading.js'
import type { Search } from './search/search.js'

/** Reads the whole history of the mixing pools that value entered, for leads: what comes of it changes no figure. */
export async function* expandPools(
	search: Search,
	{ deadline, spent }: ExpandOptions,
): AsyncGenerator<TraceEvent, void> {
	const queries = poolQueries(search)
	if (queries.length === 0) return
	const { lookups = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	const cost = search.inquiry.costOf(queries)
	if (cost > lookups - spent - search.lookups) {
		search.interrupted = 'lookups'
		return
	}
	const answers = deadline.isOver ? null : await search.inquiry.ask(queries, { signal: deadline.signal })
	if (answers === null || deadline.given?.aborted === true) {
		search.interrupted = deadline.given?.aborted === true ? 'aborted' : 'seconds'
		return
	}
	search.lookups += cost
	for (const { query, coverage } of answers) search.noteCoverage(query, coverage)
	search.pools = new PoolReading(search, answers)
	yield { kind: 'round', round: 0, asked: queries.length, lookups: spent + search.lookups, open: 0 }
}
