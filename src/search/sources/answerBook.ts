import type { Query } from '../../chains/adapter.js'
import type { Answer } from './answer.js'
import type { HubRule } from './degree.js'

/**
 * Answers by question. Of an account there may be two: that it is a hub, and everything that it did, where something was
 * looked for there.
 */
export class AnswerBook {
	readonly #hubs = new Map<string, Answer>()
	readonly #whole = new Map<string, Answer>()

	/** Whether nothing was answered yet. */
	get isEmpty(): boolean {
		return this.#hubs.size === 0 && this.#whole.size === 0
	}

	constructor(answers: Iterable<Answer> = []) {
		for (const answer of answers) this.add(answer)
	}

	add(answer: Answer): void {
		const book = answer.hub === true ? this.#hubs : this.#whole
		book.set(keyOf(answer.query), answer)
	}

	/** What answers a question, unless an account of which everything is wanted was read as a hub. */
	get(query: Query, hubs: HubRule | undefined): Answer | undefined {
		if (this.isEmpty) return undefined
		const key = keyOf(query)
		const whole = this.#whole.get(key)
		return hubs?.spares?.(query.subject) === true ? whole : (this.#hubs.get(key) ?? whole)
	}

	all(): Answer[] {
		return [...this.#hubs.values(), ...this.#whole.values()]
	}
}

/** Queries with the same key ask the same. */
export const keyOf = ({ kind, subject }: Query): string => `${kind} ${subject}`
