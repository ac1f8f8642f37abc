import type { ChainClock, Coverage, Scope } from '../model/coverage.js'
import type { AccountId, AssetId } from '../model/identifiers.js'
import type { Transaction } from '../model/transaction.js'

/**
 * One question to a source. `account`: every transaction that moves value of this account. `spend`: the transaction that
 * spends this output, if any. `transaction`: this one. `coinbase`: the coinbase of the block that this transaction is in,
 * with `blockFees`; only sources that say so (`coinbases`) are asked. `from` and `to` bound the chain's clock, both inclusive.
 */
export interface Query {
	readonly kind: 'account' | 'spend' | 'transaction' | 'coinbase'
	/** Account id, output id or transaction id. */
	readonly subject: string
	readonly from?: number
	readonly to?: number
}

/**
 * A part of the answer to one query. Transactions are whole (every transfer or output of theirs that the source knows),
 * so that the same transaction in two pages is the same fact. An error is coverage, never an empty list.
 */
export interface Page {
	readonly query: Query
	readonly transactions: readonly Transaction[]
	readonly coverage: Coverage
	/** True where further pages of this query follow. */
	readonly more: boolean
}

/** What a source holds of one chain. */
export interface ChainDescription {
	/** CAIP-2 id. */
	readonly chain: string
	readonly ledger: 'utxo' | 'account'
	readonly clock: ChainClock
	/** `complete`: everything these accounts did; `excerpt`: a part, so value at its edge ends as `endOfSource`. */
	readonly scope: Scope
	/** The newest block the source holds; null where it does not know. */
	readonly height: number | null
	readonly blockHash: string | null
	readonly atSeconds: number | null
	/** Whether the source can tell the coinbase of a block with the fees of its transactions. Left out where it cannot. */
	readonly coinbases?: true | undefined
}

/** Something a person should know before use that did not stop the read, e.g. a cut-off last record. */
export interface SourceWarning {
	/** Machine-readable kind, e.g. `cutOffRecord`, `strayBytes`. */
	readonly code: string
	readonly text: string
}

export interface SourceDescription {
	readonly chains: readonly ChainDescription[]
	readonly warnings: readonly SourceWarning[]
}

export interface FetchOptions {
	/** Once aborted, the iteration ends with the signal's reason within a second and leaves nothing open. */
	readonly signal?: AbortSignal | undefined
	/** Asked before every further page of a query: where it says so, no more of it is wanted, and its pages end there. */
	readonly enough?: ((query: Query) => boolean) | undefined
}

/** Where transactions come from: a file, a node, a provider. Knows neither the graph nor heuristics. */
export interface ChainAdapter {
	describe(options?: FetchOptions): Promise<SourceDescription>
	/**
	 * Answers a whole frontier at once. Every query gets at least one page; pages come in any order; the last page of a
	 * query has `more: false`, unless `enough` ended it. A query about another chain than the described ones is answered `unavailable`.
	 */
	fetch(queries: readonly Query[], options?: FetchOptions): AsyncIterable<Page>
	/**
	 * Everything the source shows arriving at each account, by asset, within the clock window. Only sources that hold all
	 * they know at hand offer it; without it the figure covers the transactions read.
	 */
	inflow?(
		accounts: readonly AccountId[],
		window: { readonly from?: number; readonly to?: number },
		options?: FetchOptions,
	): Promise<ReadonlyMap<AccountId, ReadonlyMap<AssetId, bigint>>>
}
