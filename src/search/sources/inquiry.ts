import type { Query } from '../../chains/adapter.js'
import type { Answer, AskOptions } from './answer.js'
import { AnswerBook, keyOf } from './answerBook.js'
import type { HubRule } from './degree.js'
import type { SourceSet } from './sourceSet.js'

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

	/**
	 * Answers to a round, in the order of the queries; what is known already is not asked again. Null where the signal cut the
	 * round short: then nothing of it counts, and what was answered of it waits for who asks again.
	 */
	async ask(queries: readonly Query[], options: AskOptions): Promise<Answer[] | null> {
		const known = (query: Query): Answer | undefined =>
			this.#answers.get(query, options.hubs) ?? this.#known.get(query, options.hubs)
		const open = queries.filter((query) => known(query) === undefined)
		const fresh = open.length === 0 ? [] : await this.sources.ask(open, options)
		if (options.signal?.aborted === true) {
			for (const answer of fresh) if (answer.failed !== true) this.#known.add(answer)
			return null
		}
		const byKey = new Map(fresh.map((answer) => [keyOf(answer.query), answer]))
		const answers = queries.map((query) => (byKey.get(keyOf(query)) ?? known(query)) as Answer)
		for (const answer of answers) this.#answers.add(answer)
		return answers
	}

	/** What this search asked, and what it was answered. */
	get answers(): Answer[] {
		return this.#answers.all()
	}

	/** All that is known of the answers, asked for by this search or by one before it, for a token that continues it. */
	get told(): Answer[] {
		return new AnswerBook([...this.#known.all(), ...this.#answers.all()]).all()
	}
}
