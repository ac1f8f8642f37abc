import type { ChainAdapter, ChainDescription, FetchOptions, Page, Query } from '../../src/chains/adapter.js'
import type { Transaction } from '../../src/model/transaction.js'
import { memoryAdapter } from './memoryAdapter.js'

/** What a source was asked, and what it gave. */
export interface Served {
	readonly queries: Query[]
	pages: number
}

export interface PagedOptions {
	/** Most transactions of a page; without it every answer is one page. */
	readonly size?: number
	/** Keeps to the bounds of a query, and ends its pages where no more is wanted. */
	readonly obeys?: boolean
}

/** A source over transactions at hand that gives its answers in pages and tells what it was asked. */
export function pagedAdapter(
	transactions: readonly Transaction[],
	facts: Partial<ChainDescription>,
	{ size = Number.POSITIVE_INFINITY, obeys = true }: PagedOptions = {},
): { readonly adapter: ChainAdapter; readonly served: Served } {
	const whole = memoryAdapter(transactions, facts)
	const served: Served = { queries: [], pages: 0 }
	const adapter: ChainAdapter = {
		describe: (options) => whole.describe(options),
		async *fetch(queries, options: FetchOptions = {}): AsyncGenerator<Page> {
			served.queries.push(...queries)
			for await (const page of whole.fetch(queries)) {
				const { from = -Infinity, to = Infinity } = obeys ? page.query : {}
				const found = page.transactions.filter((transaction) => {
					const clock = (transaction.kind === 'utxo' ? transaction.order : transaction.transfers[0]!.order)[0]
					return clock >= from && clock <= to
				})
				for (let start = 0; start === 0 || start < found.length; start += size) {
					if (start > 0 && obeys && options.enough?.(page.query) === true) break
					served.pages++
					const part = found.slice(start, start + size)
					yield { ...page, transactions: part, more: start + size < found.length }
				}
			}
		},
	}
	return { adapter, served }
}
