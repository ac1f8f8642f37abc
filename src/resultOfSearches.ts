import type { ResultData } from './model/result.js'
import { writeResumeToken } from './search/resumeToken.js'
import type { Search } from './search/search.js'
import { AnswerBook } from './search/sources/answerBook.js'
import { type TraceResult, traceResult } from './traceResult.js'

/**
 * What searches of one question found, as one result: with their graphs as one, and a token where any was stopped or
 * not answered.
 */
export async function resultOfSearches(
	searches: readonly Search[],
	question: string,
	note: ResultData['case'],
	signal: AbortSignal | undefined,
): Promise<TraceResult> {
	const { buildResult } = await import('./result/buildResult.js')
	const [first, ...others] = searches as [Search, ...Search[]]
	const data = await buildResult([first, ...others], note, signal)
	const { graph } = first.options
	for (const other of others) graph.absorb(other.options.graph)
	const isDone = searches.every(
		({ interrupted, inquiry }) => interrupted === null && inquiry.answers.every(({ failed }) => failed !== true),
	)
	if (isDone) return traceResult(data, graph.graph, undefined)
	const answers = new AnswerBook(searches.flatMap(({ inquiry }) => inquiry.told))
	return traceResult(data, graph.graph, () => writeResumeToken(question, answers.all()))
}
