import type { ChainAdapter, ChainDescription, Page, Query } from '../../chains/adapter.js'
import type { Coverage } from '../../model/coverage.js'
import { SourceError } from '../../model/errors.js'
import { chainOf } from '../../model/identifiers.js'
import type { Answer, AskOptions } from './answer.js'
import { keyOf } from './answerBook.js'
import { checkAnswers } from './checkAnswers.js'
import { type Degree, degreeOf } from './degree.js'
import { mergePages, unanswered } from './mergeCoverage.js'
import { untilSignal } from './untilSignal.js'

export interface Source {
	/** Its place among the sources, as errors name it. */
	readonly name: string
	readonly adapter: ChainAdapter
	readonly chains: ReadonlyMap<string, ChainDescription>
}

/** What a source has answered to one query, and with how many others that shows its account to deal. */
interface Reply {
	readonly degree: Degree | undefined
	readonly pages: Page[]
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
	const replies = new Map<string, Reply>()
	for (const query of queries) replies.set(keyOf(query), { degree: degreeOf(query, hubs), pages: [] })
	const enough = (query: Query): boolean => replies.get(keyOf(query))?.degree?.isHub === true
	const own = queries.filter((query) => heldBy(source, query))
	try {
		if (own.length > 0)
			for await (const page of untilSignal(source.adapter.fetch(own, { signal, enough }), signal)) {
				// A page may carry a copy of its query, e.g. where it came from another process.
				const reply = replies.get(keyOf(checkAnswers.queryOf(page, source.name)))
				// From a source that does not end at a hub.
				if (reply?.degree?.isHub === true) continue
				const { transactions } = checkAnswers.page(page, source.name)
				reply?.degree?.add(transactions)
				reply?.pages.push(page)
			}
	} catch (error) {
		if (signal?.aborted !== true && !(error instanceof SourceError)) throw checkAnswers.failure(error, source.name)
	}
	return queries.map((query) => {
		const description = heldBy(source, query)
		if (description === undefined) return undefined
		const { degree, pages: found } = replies.get(keyOf(query)) as Reply
		const [only] = found
		const transactions =
			only !== undefined && found.length === 1 ? only.transactions : found.flatMap((page) => page.transactions)
		const isHub = degree?.isHub === true
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
