import type { ChainAdapter } from './chains/adapter.js'
import { expand, type TraceEvent } from './expand.js'
import { TransactionGraph } from './graph/transactionGraph.js'
import type { Heuristic } from './heuristics/heuristic.js'
import { LabelBook } from './labels/labelBook.js'
import type { DataOptionsInput } from './model/options.js'
import type { Seed } from './model/seed.js'
import { parseSeeds } from './model/seed.js'
import { buildResult } from './result/buildResult.js'
import { parseTraceOptions } from './search/parseTraceOptions.js'
import { Search } from './search/search.js'
import { checkRule, checkSeedChains } from './search/seedQueries.js'
import { SourceSet } from './search/sourceSet.js'
import { type TraceResult, traceResult } from './traceResult.js'

/** What is to be traced, with what, and how. Amounts in base units, times in unix seconds or ISO-8601 UTC. */
export interface TraceOptions extends Omit<DataOptionsInput, 'heuristics'> {
	/** Seeds, or their ids: `ethereum:0x…`, `bitcoin/<txid>:<vout>`. */
	readonly seeds: readonly (Seed | string)[]
	/** Where transactions come from. Several for one chain are put together. */
	readonly sources: readonly ChainAdapter[]
	/** What third parties say of accounts; none by default, and then nothing can be an endpoint. */
	readonly labels?: LabelBook
	/** Heuristics, or ids of the standard ones. Default: the standard set. */
	readonly heuristics?: readonly (Heuristic | string)[]
	readonly onProgress?: (event: TraceEvent) => void
	/** Ends the search within a second; what was found until then is returned as `partial`. */
	readonly signal?: AbortSignal
	/** Milliseconds of a monotonic clock, for `budget.seconds`. Default: `performance.now`. */
	readonly now?: () => number
}

/**
 * Traces value from seeds to endpoints and returns ranked flows, exact to the base unit.
 * @throws InputError for wrong options and seeds, before any source is asked
 */
export async function trace(options: TraceOptions): Promise<TraceResult> {
	const events = traceEvents(options)
	for (;;) {
		const { done, value } = await events.next()
		if (done) return value
	}
}

/** The same run as events; its return value is the result. `onProgress` gets the events too. */
export async function* traceEvents(options: TraceOptions): AsyncGenerator<TraceEvent, TraceResult> {
	const { data, panel, heuristics } = parseTraceOptions(options)
	const seeds = parseSeeds(options.seeds)
	const sources = await SourceSet.open(options.sources, options.signal)
	checkRule(data.method, sources)
	const graph = new TransactionGraph()
	const search = new Search({
		data,
		panel,
		seeds,
		sources,
		labels: options.labels ?? new LabelBook(),
		heuristics,
		graph,
	})
	checkSeedChains(search.seeds, sources)
	for await (const event of expand(search, { signal: options.signal, now: options.now ?? (() => performance.now()) })) {
		options.onProgress?.(event)
		yield event
	}
	return traceResult(await buildResult(search), graph.graph)
}
