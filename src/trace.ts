import type { TraceEvent } from './expand.js'
import { expandWays } from './expandWays.js'
import { attestedOf } from './labels/attestedOf.js'
import { LabelBook } from './labels/labelBook.js'
import { parseSeeds } from './model/seed.js'
import { resultOfSearches } from './resultOfSearches.js'
import { Deadline } from './search/deadline.js'
import { checkCase } from './search/options/checkCase.js'
import { questionHash } from './search/options/configHash.js'
import { parseTraceOptions } from './search/options/parseTraceOptions.js'
import { searchWindows } from './search/queries/searchWindows.js'
import { checkRule } from './search/queries/seedQueries.js'
import { readResumeToken } from './search/resumeToken.js'
import { SourceSet } from './search/sources/sourceSet.js'
import type { TraceOptions } from './traceOptions.js'
import type { TraceResult } from './traceResult.js'

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
	const { standard } = await import('./heuristics/standard.js')
	const { optional } = await import('./heuristics/optional.js')
	const { Entities } = await import('./graph/clustering/entities.js')
	const { data, panel, heuristics } = parseTraceOptions(options, standard, optional)
	const { labels = new LabelBook(), prices = null, signal, now = () => performance.now() } = options
	const seeds = parseSeeds(options.seeds)
	const note = checkCase(options.case)
	const windows = searchWindows(data)
	const sources = await SourceSet.open(options.sources, signal)
	checkRule(data.method, sources, windows)
	const question = questionHash({ data, panel, heuristics, seeds, prices })
	const known = options.resume === undefined ? [] : readResumeToken(options.resume, question)
	const entities = new Entities((account) => attestedOf(labels.verdict(account)))
	const shared = { data, panel, seeds, sources, labels, prices, heuristics, entities, known }
	const deadline = new Deadline(data.budget.seconds, now, signal)
	try {
		const walk = expandWays(windows, shared, deadline)
		for (;;) {
			const { done, value } = await walk.next()
			if (done) return await resultOfSearches(value, question, note, signal)
			options.onProgress?.(value)
			yield value
		}
	} finally {
		deadline.close()
	}
}
