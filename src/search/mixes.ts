import type { Judgement } from '../heuristics/judge.js'
import type { OutputId, TransactionId } from '../model/identifiers.js'
import type { MixLink } from '../model/mixLink.js'
import type { StopReason } from '../model/stop.js'

/** The transactions that value of a trace reached and that heuristics take for mixes, and where value ends in them. */
export class Mixes {
	readonly #links = new Map<TransactionId, readonly MixLink[]>()
	readonly #stops = new Map<OutputId, StopReason>()

	/** Takes in what was judged of a transaction; true where it is a mix. */
	add(transaction: TransactionId, judgements: readonly Judgement[]): boolean {
		const stopping = judgements.filter(({ heuristic }) => heuristic.stops !== undefined)
		const [first] = stopping
		if (first?.heuristic.stops === undefined) return false
		const links = first.links
		this.#links.set(transaction, links)
		const linked = new Set(links.map(({ output }) => output))
		for (const output of first.outputs) {
			// What one of them knows to be an ordinary payment, such as the coordinator's fee, is one.
			if (linked.has(output) || !stopping.every(({ outputs }) => outputs.includes(output))) continue
			this.#stops.set(output, first.heuristic.stops)
		}
		return true
	}

	/** The links of a mix that hold however it is read; undefined for other transactions. */
	get(transaction: TransactionId): readonly MixLink[] | undefined {
		return this.#links.get(transaction)
	}

	/** Why value ends at an output of a mix; undefined where it does not. */
	stopAt(output: OutputId): StopReason | undefined {
		return this.#stops.get(output)
	}

	get size(): number {
		return this.#links.size
	}

	/** Ids of the mixes. */
	transactions(): Iterable<TransactionId> {
		return this.#links.keys()
	}
}
