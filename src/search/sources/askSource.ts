import type { ChainAdapter, ChainDescription, Page, Query } from '../../chains/adapter.js'
import type { Coverage } from '../../model/coverage.js'
import { SourceError } from '../../model/errors.js'
import { chainOf } from '../../model/identifiers.js'
import type { Answer, AskOptions } from './answer.js'
import { keyOf } from './answerBook.js'
import { checkAnswers } from './checkAnswers.js'
import { degreeOf } from './degree.js'
import { mergePages, unanswered } from './mergeCoverage.js'
import { untilSignal } from './untilSignal.js'

export interface Source {
	/** Its place among the sources, as errors name it. */
	readonly name: string
	readonly adapter: ChainAdapter
	readonly chains: ReadonlyMap<string, ChainDescription>
}

/**
 * What one source answers to each query; undefined where it does not hold the chain. What it fails to answer, or has not
 * answered when the signal comes, is coverage.
 * @throws FundtrailError for what is no failure of a source: a page that is none, an error of its code
 */
export async function askSource(
	source: Source,
	queries: readonly Query[],
	{ signal, hubs }: AskOptions,
): Promise<(Answer | undefined)[]> {
	const degrees = new Map(queries.map((query) => [keyOf(query), degreeOf(query, hubs)]))
	const enough = (query: Query): boolean => degrees.get(keyOf(query))?.isHub === true
	const own = queries.filter((query) => heldBy(source, query))
	const pages = new Map<string, Page[]>()
	try {
		if (own.length > 0)
			for await (const page of untilSignal(source.adapter.fetch(own, { signal, enough }), signal)) {
				// From a source that does not end at a hub.
				if (enough(checkAnswers.queryOf(page, source.name))) continue
				const { query, transactions } = checkAnswers.page(page, source.name)
				degrees.get(keyOf(query))?.add(transactions)
				collect(pages, page)
			}
	} catch (error) {
		if (signal?.aborted !== true && !(error instanceof SourceError)) throw checkAnswers.failure(error, source.name)
	}
	return queries.map((query) => {
		const description = heldBy(source, query)
		if (description === undefined) return undefined
		const found = pages.get(keyOf(query)) ?? []
		const [only] = found
		const transactions =
			only !== undefined && found.length === 1 ? only.transactions : found.flatMap((page) => page.transactions)
		const isHub = enough(query)
		const complete = isHub || (found.length > 0 && found.at(-1)?.more === false)
		const coverage = complete ? mergePages(found) : unanswered(query, description, found)
		const failed = !isHub && isFailure(coverage)
		return { query, transactions, coverage, ...(isHub ? { hub: true } : {}), ...(failed ? { failed: true } : {}) }
	})
}

/** Whether a question was not answered to its end: other than by a limit, which another try would meet again. */
export const isFailure = ({ reasons }: Coverage): boolean => reasons.includes('C_NOT_FETCHED')

/** What a source holds of a query's chain; undefined where it cannot answer. */
function heldBy({ chains }: Source, { kind, subject }: Query): ChainDescription | undefined {
	const chain = chains.get(chainOf(subject))
	return kind === 'coinbase' && chain?.coinbases !== true ? undefined : chain
}

/** A page may carry a copy of its query, e.g. where it came from another process. */
function collect(pages: Map<string, Page[]>, page: Page): void {
	const list = pages.get(keyOf(page.query))
	if (list === undefined) pages.set(keyOf(page.query), [page])
	else list.push(page)
}
