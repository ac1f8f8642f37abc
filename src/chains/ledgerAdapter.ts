import { setImmediate } from 'node:timers/promises'
import type { Coverage, CoverageReason } from '../model/coverage.js'
import { type AccountId, type AssetId, chainOf } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { AccountTransaction } from '../model/transaction.js'
import type { AccountIndex, Window } from './accountIndex.js'
import type {
	ChainAdapter,
	ChainDescription,
	FetchOptions,
	Page,
	Query,
	SourceDescription,
	SourceWarning,
} from './adapter.js'
import { SUBJECTS } from './subjects.js'
import { turn } from './turn.js'

/** Transactions in one page. Invented: keeps a page in the low megabytes. */
const PAGE_SIZE = 1000
/** Pages between two turns of the event loop, without which a timer that aborts would never run. Invented. */
const PAGES_PER_TURN = 64

/** What is held of one account chain. */
export interface LedgerChain {
	readonly description: ChainDescription
	readonly index: AccountIndex
	/** What keeps the answer to a query from being complete; none where this is left out. */
	reasons?(query: Query): readonly CoverageReason[]
}

/** Answers from account ledgers held in memory. An account that they do not name did nothing in what they hold. */
export class LedgerAdapter implements ChainAdapter {
	private readonly chains: ReadonlyMap<string, LedgerChain>

	constructor(
		chains: readonly LedgerChain[],
		private readonly warnings: readonly SourceWarning[] = [],
	) {
		this.chains = new Map(chains.map((chain) => [chain.description.chain, chain]))
	}

	async describe(options: FetchOptions = {}): Promise<SourceDescription> {
		options.signal?.throwIfAborted()
		const chains = [...this.chains.values()].map(({ description }) => description)
		return { chains: chains.sort((a, b) => compareText(a.chain, b.chain)), warnings: this.warnings }
	}

	async *fetch(queries: readonly Query[], options: FetchOptions = {}): AsyncGenerator<Page, void, void> {
		let pages = 0
		for (const query of queries) {
			const chain = this.chains.get(chainOf(query.subject))
			const coverage = coverageOf(query, chain)
			const found = chain === undefined ? [] : answer(query, chain.index)
			for (let start = 0; start === 0 || start < found.length; start += PAGE_SIZE) {
				options.signal?.throwIfAborted()
				if (start > 0 && options.enough?.(query) === true) break
				if (++pages % PAGES_PER_TURN === 0) {
					await setImmediate()
					options.signal?.throwIfAborted()
				}
				const transactions = found.slice(start, start + PAGE_SIZE)
				yield { query, transactions, coverage, more: start + PAGE_SIZE < found.length }
			}
		}
	}

	async inflow(
		accounts: readonly AccountId[],
		window: Window,
		options: FetchOptions = {},
	): Promise<ReadonlyMap<AccountId, ReadonlyMap<AssetId, bigint>>> {
		const none: ReadonlyMap<AssetId, bigint> = new Map()
		const found = new Map<AccountId, ReadonlyMap<AssetId, bigint>>()
		for (const [i, account] of accounts.entries()) {
			if (i % PAGES_PER_TURN === 0) await turn(options.signal)
			found.set(account, this.chains.get(chainOf(account))?.index.inflow(account, window) ?? none)
		}
		return found
	}
}

function answer(query: Query, index: AccountIndex): readonly AccountTransaction[] {
	switch (query.kind) {
		case 'account':
			return index.transactionsOf(query.subject, query)
		case 'transaction':
			return [index.transaction(query.subject) ?? []].flat()
		case 'spend':
		case 'coinbase':
			return []
	}
}

/** An account ledger has no outputs and no coinbase: who spends one is not fetched, which is another answer than "nobody". */
function coverageOf(query: Query, chain: LedgerChain | undefined): Coverage {
	const ofOutputs = query.kind === 'spend' || query.kind === 'coinbase'
	const answered = chain !== undefined && !ofOutputs
	const reasons = answered ? [...(chain.reasons?.(query) ?? [])] : (['C_NOT_FETCHED'] as const)
	return {
		subject: { chain: chainOf(query.subject), [SUBJECTS[query.kind]]: query.subject },
		kind: ofOutputs ? 'utxo' : 'transfers',
		range: { clock: chain?.description.clock ?? 'height', from: query.from ?? null, to: query.to ?? null },
		status: answered ? (reasons.length === 0 ? 'complete' : 'incomplete') : 'unavailable',
		reasons: [...reasons],
		assurance: 'single',
		evidence: [],
	}
}
