import type { Query } from '../../chains/adapter.js'
import { AnswerBook, keyOf } from './answerBook.js'
import type { HubRule } from './degree.js'
import type { Answer, AskOptions, SourceSet } from './sourceSet.js'

/** What a search asks, each question once: what it asked before is known, and so is what an earlier search left. */
export class Inquiry {
	readonly #answers = new AnswerBook()
	readonly #known: AnswerBook
	readonly #free: AnswerBook

	/**
	 * @param known answers of an earlier, stopped search for the same: they cost what they cost then
	 * @param free answers of a search for the same in the other direction
	 */
	constructor(
		private readonly sources: SourceSet,
		known: readonly Answer[],
		free: readonly Answer[],
	) {
		this.#known = new AnswerBook([...known, ...free])
		this.#free = new AnswerBook(free)
	}

	/** Look-ups that these queries cost: what was asked before, also for the other direction, is free. */
	costOf(queries: readonly Query[], hubs?: HubRule): number {
		const known = [this.#free, this.#answers]
		return queries.filter((query) => known.every((book) => book.get(query, hubs) === undefined)).length
	}

	/** Answers to a round, in the order of the queries; what is known already is not asked again. */
	async ask(queries: readonly Query[], options: AskOptions): Promise<Answer[]> {
		const known = (query: Query): Answer | undefined =>
			this.#answers.get(query, options.hubs) ?? this.#known.get(query, options.hubs)
		const open = queries.filter((query) => known(query) === undefined)
		const fresh = open.length === 0 ? [] : await this.sources.ask(open, options)
		const byKey = new Map(fresh.map((answer) => [keyOf(answer.query), answer]))
		const answers = queries.map((query) => (byKey.get(keyOf(query)) ?? known(query)) as Answer)
		// Of a round that an abort cut short nothing counts: it is asked again by who goes on.
		if (options.signal?.aborted !== true) for (const answer of answers) this.#answers.add(answer)
		return answers
	}

	/** Everything asked and answered, for a token that continues this search. */
	get answers(): Answer[] {
		return this.#answers.all()
	}
}
