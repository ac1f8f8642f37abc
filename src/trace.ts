import { expand, type TraceEvent } from './expand.js'
import { TransactionGraph } from './graph/transactionGraph.js'
import { attestedOf } from './labels/attestedOf.js'
import { LabelBook } from './labels/labelBook.js'
import { parseSeeds } from './model/seed.js'
import { checkCase } from './search/checkCase.js'
import { questionHash } from './search/configHash.js'
import { openMovements } from './search/openMovements.js'
import { parseTraceOptions } from './search/parseTraceOptions.js'
import { readResumeToken, writeResumeToken } from './search/resumeToken.js'
import { Search } from './search/search.js'
import { SearchWindow } from './search/searchWindow.js'
import { checkRule, checkSeedChains, checkWindow } from './search/seedQueries.js'
import { SourceSet } from './search/sourceSet.js'
import type { TraceOptions } from './traceOptions.js'
import { type TraceResult, traceResult } from './traceResult.js'

export type { TraceEvent } from './expand.js'
export type { TraceOptions } from './traceOptions.js'

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
	// What only a trace needs is loaded when one runs, so that a page that shows results loads little.
	const { standard } = await import('./heuristics/standard.js')
	const { optional } = await import('./heuristics/optional.js')
	const { Entities } = await import('./graph/entities.js')
	const { Crossings } = await import('./search/crossings.js')
	const { Deposits } = await import('./search/deposits.js')
	const { accountRules } = await import('./heuristics/evm/accountRules.js')
	const { data, panel, heuristics } = parseTraceOptions(options, standard, optional)
	const seeds = parseSeeds(options.seeds)
	const note = checkCase(options.case)
	const window = new SearchWindow(data.from, data.to)
	const sources = await SourceSet.open(options.sources, options.signal)
	checkRule(data.method, sources)
	const question = questionHash({ data, panel, heuristics, seeds })
	const known = options.resume === undefined ? [] : readResumeToken(options.resume, question)
	const labels = options.labels ?? new LabelBook()
	const graph = new TransactionGraph(await openMovements(sources, seeds, labels))
	const search = new Search({
		data,
		panel,
		seeds,
		sources,
		labels,
		heuristics,
		window,
		graph,
		entities: new Entities((account) => attestedOf(labels.verdict(account))),
		rules: accountRules(data.assets),
		deposits: new Deposits(graph.view, labels),
		known,
		crossings: (host) => new Crossings(host),
	})
	checkSeedChains(search.seeds, sources)
	checkWindow(search.window, sources)
	for await (const event of expand(search, { signal: options.signal, now: options.now ?? (() => performance.now()) })) {
		options.onProgress?.(event)
		yield event
	}
	const { buildResult } = await import('./result/buildResult.js')
	const result = await buildResult(search, note, options.signal)
	const resume = search.interrupted === null ? undefined : writeResumeToken(question, search.answers)
	return traceResult(result, graph.graph, resume)
}
