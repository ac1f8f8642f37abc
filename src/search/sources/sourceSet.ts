import pLimit from 'p-limit'
import type { ChainAdapter, ChainDescription, Query, SourceWarning } from '../../chains/adapter.js'
import type { ChainClock, Coverage } from '../../model/coverage.js'
import { InputError, SourceError } from '../../model/errors.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import { chainOf } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import { checkSources } from '../options/checkSources.js'
import { addUp } from './addUp.js'
import type { Answer, AskOptions } from './answer.js'
import { askSource, type Source } from './askSource.js'
import { checkAnswers } from './checkAnswers.js'
import { degreeOf, ofHub } from './degree.js'
import { describeSource } from './describeSource.js'
import { mergeCoverage, unanswered } from './mergeCoverage.js'
import { withSignal } from './withSignal.js'

/** Sources asked at the same time. */
const PARALLEL_SOURCES = 4

/** The sources of a trace as one: every source that holds a chain is asked, and their answers are put together. */
export class SourceSet {
	readonly warnings: SourceWarning[] = []
	readonly #sources: Source[] = []
	/** What is held of each chain, once all sources have said so. */
	readonly #described = new Map<string, ChainDescription | undefined>()

	/**
	 * @throws InputError where one is no source, or two contradict each other on how a chain is read; SourceError where one does not
	 * say what it holds; the signal's reason where it is aborted before they have said so: nothing usable exists then
	 */
	static async open(adapters: readonly ChainAdapter[], signal?: AbortSignal): Promise<SourceSet> {
		checkSources(adapters)
		const set = new SourceSet()
		for (const [i, adapter] of adapters.entries()) {
			const name = `sources[${i}]`
			if (signal?.aborted === true) throw signal.reason
			const described = await withSignal(describeSource(adapter, name, signal), signal)
			if (described === null) throw signal?.reason
			const { chains, warnings } = described
			set.warnings.push(...warnings)
			for (const chain of chains) set.#checkAgainst(chain)
			set.#sources.push({ name, adapter, chains: new Map(chains.map((chain) => [chain.chain, chain])) })
			set.#described.clear()
		}
		return set
	}

	/** What is held of a chain, over all sources: the newest snapshot, `complete` only where all say so. */
	describe(chain: string): ChainDescription | undefined {
		if (!this.#described.has(chain)) this.#described.set(chain, this.#describe(chain))
		return this.#described.get(chain)
	}

	#describe(chain: string): ChainDescription | undefined {
		const found = this.#sources.flatMap((source) => source.chains.get(chain) ?? [])
		const [first, ...others] = found
		if (first === undefined) return undefined
		return others.reduce((a, b) => {
			const newer = (b.height ?? b.atSeconds ?? 0) > (a.height ?? a.atSeconds ?? 0) ? b : a
			return { ...newer, scope: a.scope === 'complete' && b.scope === 'complete' ? 'complete' : 'excerpt' }
		}, first)
	}

	hasLedger(ledger: ChainDescription['ledger']): boolean {
		return this.chains().some((chain) => this.describe(chain)?.ledger === ledger)
	}

	chains(): string[] {
		return [...new Set(this.#sources.flatMap((source) => [...source.chains.keys()]))].sort(compareText)
	}

	/**
	 * Answers to a whole frontier, in the order of the queries. What a source fails to answer, or did not answer before the
	 * signal, is coverage.
	 */
	async ask(queries: readonly Query[], options: AskOptions): Promise<Answer[]> {
		const limit = pLimit(PARALLEL_SOURCES)
		const perSource = await Promise.all(this.#sources.map((source) => limit(() => askSource(source, queries, options))))
		return queries.map((query, i) => {
			const answers = perSource.flatMap((bySource) => bySource[i] ?? [])
			const [only] = answers
			if (only !== undefined && answers.length === 1) return only.hub === true ? asHub(only, only.coverage) : only
			const transactions = answers.flatMap((answer) => answer.transactions)
			const coverage =
				answers.length === 0
					? unanswered(query, this.describe(chainOf(query.subject)))
					: mergeCoverage(answers.map((a) => a.coverage))
			const together = degreeOf(query, options.hubs)
			together?.add(transactions)
			const isHub = together?.isHub === true || answers.some(({ hub }) => hub === true)
			const failed = answers.some((answer) => answer.failed === true) ? ({ failed: true } as const) : {}
			return isHub ? asHub({ query, ...failed }, coverage) : { query, transactions, coverage, ...failed }
		})
	}

	/**
	 * Everything that arrives at accounts; null where a source does not hold it at hand, or not for this window, fails to
	 * tell it, or is ended by the signal.
	 */
	async inflow(
		accounts: readonly AccountId[],
		windowOf: (chain: string, clock: ChainClock) => { readonly from?: number; readonly to?: number } | null,
		signal?: AbortSignal,
	): Promise<Map<AccountId, Map<AssetId, bigint> | null>> {
		const result = new Map<AccountId, Map<AssetId, bigint> | null>()
		for (const chain of this.chains()) {
			const own = accounts.filter((account) => chainOf(account) === chain)
			for (const source of own.length === 0 ? [] : this.#sources) {
				const description = source.chains.get(chain)
				if (description === undefined) continue
				const window = windowOf(chain, description.clock)
				const inflow = window === null ? undefined : await this.#inflowOf(source, own, window, signal)
				for (const account of own) {
					const known = result.get(account)
					const found = inflow?.get(account)
					if (inflow === undefined || known === null) result.set(account, null)
					else result.set(account, addUp(known, found))
				}
			}
		}
		return result
	}

	async #inflowOf(
		{ adapter, name }: Source,
		accounts: readonly AccountId[],
		window: { readonly from?: number; readonly to?: number },
		signal: AbortSignal | undefined,
	): Promise<ReadonlyMap<AccountId, ReadonlyMap<AssetId, bigint>> | undefined> {
		const isAborted = (): boolean => signal?.aborted === true
		if (adapter.inflow === undefined || isAborted()) return undefined
		try {
			const told = await withSignal(Promise.resolve(adapter.inflow(accounts, window, { signal })), signal)
			return told === null ? undefined : checkAnswers.inflow(told, name)
		} catch (error) {
			if (isAborted()) return undefined
			if (!(error instanceof SourceError)) throw checkAnswers.failure(error, name)
			const text = `${name} did not tell everything that arrived at accounts: the inflow shown is that of the transactions read.`
			if (!this.warnings.some((known) => known.text === text)) this.warnings.push({ code: 'inflowNotTold', text })
			return undefined
		}
	}

	#checkAgainst(chain: ChainDescription): void {
		const known = this.describe(chain.chain)
		if (known === undefined) return
		const field = known.ledger !== chain.ledger ? 'ledger' : known.clock !== chain.clock ? 'clock' : null
		if (field === null) return
		throw new InputError(
			'E_INPUT',
			`two sources of ${chain.chain} do not fit together: one reads it by ${known[field]}, another by ${chain[field]}`,
			{
				details: { field: 'sources', chain: chain.chain },
			},
		)
	}
}

function asHub({ query, failed }: Pick<Answer, 'query' | 'failed'>, coverage: Coverage): Answer {
	return { query, transactions: [], coverage: ofHub(coverage), hub: true, ...(failed === undefined ? {} : { failed }) }
}
