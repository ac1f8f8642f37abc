import type { ChainAdapter, Query } from '../chains/adapter.js'
import { TransactionGraph } from '../graph/transactionGraph.js'
import type { Coverage } from '../model/coverage.js'
import { type AccountId, chainOf, type TransactionId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import { SourceSet } from '../search/sources/sourceSet.js'
import { withSignal } from '../search/sources/withSignal.js'

/** The facts that a path is held against, and how completely they were told. */
export class PathFacts {
	readonly #sources: SourceSet
	readonly #signal: AbortSignal | undefined
	readonly #graph = new TransactionGraph()
	readonly #coverage = new Map<string, Coverage>()
	readonly #disagreements = new Set<TransactionId>()

	private constructor(sources: SourceSet, signal: AbortSignal | undefined) {
		this.#sources = sources
		this.#signal = signal
	}

	/** @throws InputError where two sources contradict each other on how a chain is read; the signal's reason */
	static async open(adapters: readonly ChainAdapter[], signal: AbortSignal | undefined): Promise<PathFacts> {
		return new PathFacts(await unlessAborted(SourceSet.open(adapters, signal), signal), signal)
	}

	get view(): LedgerView {
		return this.#graph.view
	}

	/** Asks every query at once and keeps what comes. @throws the signal's reason */
	async read(queries: readonly Query[]): Promise<void> {
		if (queries.length === 0) return
		const answers = await unlessAborted(this.#sources.ask(queries, { signal: this.#signal }), this.#signal)
		for (const { query, transactions, coverage } of answers) {
			this.#coverage.set(query.subject, coverage)
			for (const id of this.#graph.add({ transactions }).disagreements) this.#disagreements.add(id)
		}
	}

	/** Whether sources contradict each other on a transaction. */
	disputed(transaction: TransactionId): boolean {
		return this.#disagreements.has(transaction)
	}

	/** Whether the sources told all that they hold of a subject. */
	told(subject: TransactionId | AccountId): boolean {
		return this.#coverage.get(subject)?.status === 'complete'
	}

	/** Whether they also vouch for holding everything of it: only then does silence mean absence. */
	toldInFull(subject: TransactionId | AccountId): boolean {
		const whole = this.#sources.describe(chainOf(subject))?.scope === 'complete'
		return whole && this.told(subject) && this.#coverage.get(subject)?.reasons.length === 0
	}

	/** Whether anything was told of an account, in answer to a question about it that was answered in full. */
	knows(account: AccountId): boolean {
		const { view } = this
		const moves = view.assets(account).length > 0 || view.spendsOf(account).length > 0
		return this.toldInFull(account) && (moves || view.received(account).size > 0)
	}

	/** Whether no source contradicted another on anything read. */
	get undisputed(): boolean {
		return this.#disagreements.size === 0
	}
}

/** A check cut short has no verdict, so an abort is an error here and no partial answer. */
async function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
	const done = await withSignal(work, signal)
	signal?.throwIfAborted()
	return done as T
}
