import { setImmediate } from 'node:timers/promises'
import type { Coverage } from '../../model/coverage.js'
import { type AccountId, type AssetId, chainOf } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { AccountTransaction } from '../../model/transaction.js'
import type { ChainAdapter, FetchOptions, Page, Query, SourceDescription, SourceWarning } from '../adapter.js'
import { turn } from '../turn.js'
import type { TableChain, Window } from './tableChain.js'

/** Transactions in one page. Invented: keeps a page in the low megabytes. */
const PAGE_SIZE = 1000
/** Pages between two turns of the event loop, without which a timer that aborts would never run. Invented. */
const PAGES_PER_TURN = 64

/** Answers from tables held in memory. Complete for what they contain: an account that they do not name did nothing there. */
export class TableAdapter implements ChainAdapter {
	private readonly chains: ReadonlyMap<string, TableChain>

	constructor(
		chains: readonly TableChain[],
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
			const found = chain === undefined ? [] : answer(query, chain)
			for (let start = 0; start === 0 || start < found.length; start += PAGE_SIZE) {
				options.signal?.throwIfAborted()
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
			found.set(account, this.chains.get(chainOf(account))?.inflow(account, window) ?? none)
		}
		return found
	}
}

function answer(query: Query, chain: TableChain): readonly AccountTransaction[] {
	switch (query.kind) {
		case 'account':
			return chain.transactionsOf(query.subject, query)
		case 'transaction':
			return chain.transaction(query.subject)
		case 'spend':
			return []
	}
}

const SUBJECT = { account: 'account', spend: 'output', transaction: 'transaction' } as const

/** A transfer table tells no outputs: who spends one is not fetched, which is another answer than "nobody". */
function coverageOf(query: Query, chain: TableChain | undefined): Coverage {
	const answered = chain !== undefined && query.kind !== 'spend'
	return {
		subject: { chain: chainOf(query.subject), [SUBJECT[query.kind]]: query.subject },
		kind: query.kind === 'spend' ? 'utxo' : 'transfers',
		range: { clock: chain?.clock ?? 'height', from: query.from ?? null, to: query.to ?? null },
		status: answered ? 'complete' : 'unavailable',
		reasons: answered ? [] : ['C_NOT_FETCHED'],
		assurance: 'single',
		evidence: [],
	}
}
