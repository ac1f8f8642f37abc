import { isChainId, nativeAsset } from '../../model/chains.js'
import type { ChainClock, Coverage, Scope } from '../../model/coverage.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import { chainOf, parseAccount, parseOutput, parseTransaction } from '../../model/identifiers.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import type { ChainAdapter, FetchOptions, Page, Query, SourceDescription, SourceWarning } from '../adapter.js'
import { SUBJECTS } from '../subjects.js'
import { turn } from '../turn.js'
import { blockFees } from './blocks/blockFees.js'
import type { BlockSet } from './blocks/blockSet.js'
import { utxoTransaction } from './blocks/utxoTransaction.js'
import type { BitcoinChain } from './scripts/accountOfScript.js'
import type { ScriptBook } from './scripts/scriptBook.js'

/** Most transactions in one page: small enough that an abort between pages is heard at once. */
const PAGE_TRANSACTIONS = 1000
/** Pages after which the event loop gets a turn, so that the abort of a caller can happen at all. */
const PAGES_PER_TURN = 64

/** What a source of blocks holds. */
export interface BlockSource {
	readonly chain: BitcoinChain
	readonly clock: ChainClock
	readonly scope: Scope
	readonly set: BlockSet
	readonly book: ScriptBook
	readonly warnings: readonly SourceWarning[]
	readonly newest: { readonly height: number | null; readonly blockHash: string; readonly atSeconds: number } | null
}

/** A set of blocks behind the interface that every source has. */
export function blocksAdapter(source: BlockSource): ChainAdapter {
	return {
		async describe(options?: FetchOptions): Promise<SourceDescription> {
			options?.signal?.throwIfAborted()
			const { chain, clock, scope, newest, warnings } = source
			const { height = null, blockHash = null, atSeconds = null } = newest ?? {}
			const held = {
				chain: chain.id,
				ledger: 'utxo',
				clock,
				scope,
				height,
				blockHash,
				atSeconds,
				coinbases: true,
			} as const
			return { chains: [held], warnings }
		},

		async *fetch(queries: readonly Query[], options?: FetchOptions): AsyncIterable<Page> {
			let pages = 0
			// Many outputs may be spent by one transaction of thousands of inputs, which is put together once.
			const spenders = new Map<number, UtxoTransaction>()
			const read = (tx: number) => spenders.get(tx) ?? utxoTransaction(tx, source.set, source.book, source.chain)
			const mined = (tx: number) => ({ ...read(tx), blockFees: blockFees(tx, source.set, source.chain.id) })
			for (const query of queries) {
				const found = answer(source, query)
				const coverage = coverageOf(source, query, found !== null)
				const all = found ?? []
				for (let start = 0; start === 0 || start < all.length; start += PAGE_TRANSACTIONS) {
					if (pages++ % PAGES_PER_TURN === 0) await new Promise((resolve) => setImmediate(resolve))
					options?.signal?.throwIfAborted()
					if (start > 0 && options?.enough?.(query) === true) break
					const part = all.slice(start, start + PAGE_TRANSACTIONS)
					const transactions = part.map(query.kind === 'coinbase' ? mined : read)
					if (query.kind === 'spend')
						for (const [i, tx] of part.entries()) spenders.set(tx, transactions[i] as UtxoTransaction)
					yield { query, transactions, coverage, more: start + PAGE_TRANSACTIONS < all.length }
				}
			}
		},

		async inflow(accounts, window, options): Promise<ReadonlyMap<AccountId, ReadonlyMap<AssetId, bigint>>> {
			const asset = nativeAsset(source.chain)
			const sums = new Map<AccountId, ReadonlyMap<AssetId, bigint>>()
			for (const [i, account] of accounts.entries()) {
				if (i % PAGES_PER_TURN === 0) await turn(options?.signal)
				const amount = arrived(source, account, window)
				sums.set(account, new Map(amount === null ? [] : [[asset, amount]]))
			}
			return sums
		},
	}
}

/** The numbers of the transactions that answer a query, in order; null where it is not about this chain or cannot be read. */
function answer(source: BlockSource, query: Query): readonly number[] | null {
	const { set } = source
	const subject = ownSubject(source, query)
	if (subject === null) return null
	const inChain = subject.slice(source.chain.id.length + 1)
	if (query.kind === 'account') return touching(source, subject).filter((number) => within(source, number, query))
	const number = query.kind === 'spend' ? set.spenderOf(inChain) : set.numberOf(inChain)
	if (number === undefined || !within(source, number, query)) return []
	return [query.kind === 'coinbase' ? set.coinbaseOf(number) : number]
}

/** Transactions that pay or spend any script of the account, in chain order. */
function touching({ set, book, chain }: BlockSource, account: AccountId): number[] {
	const numbers = new Set<number>()
	for (const script of book.scriptsOf(account, chain)) {
		for (const number of set.touching(script)) numbers.add(number)
	}
	return [...numbers].sort((a, b) => a - b)
}

/** Sum of all outputs to the account within the window; null where there is none. */
function arrived(source: BlockSource, account: AccountId, window: { from?: number; to?: number }): bigint | null {
	const subject = ownSubject(source, { kind: 'account', subject: account })
	if (subject === null) return null
	const scripts = new Set(source.book.scriptsOf(subject, source.chain))
	let sum: bigint | null = null
	for (const number of touching(source, subject)) {
		if (!within(source, number, window)) continue
		for (const { script, sats } of source.set.outputs(number)) if (scripts.has(script)) sum = (sum ?? 0n) + BigInt(sats)
	}
	return sum
}

function within(
	{ set }: BlockSource,
	number: number,
	{ from, to }: { readonly from?: number; readonly to?: number },
): boolean {
	const { clock } = set.block(number)
	return (from === undefined || clock >= from) && (to === undefined || clock <= to)
}

const PARSERS = {
	account: parseAccount,
	spend: parseOutput,
	transaction: parseTransaction,
	coinbase: parseTransaction,
} as const

/** The subject in canonical form; null where it is malformed or of another chain. */
function ownSubject({ chain }: BlockSource, { kind, subject }: Query): string | null {
	try {
		const canonical = PARSERS[kind](subject)
		return chainOf(canonical) === chain.id ? canonical : null
	} catch {
		return null
	}
}

function coverageOf(source: BlockSource, query: Query, answered: boolean): Coverage {
	const { kind, subject, from = null, to = null } = query
	const named = answered ? source.chain.id : chainOf(subject)
	return {
		subject: { chain: isChainId(named) ? named : source.chain.id, [SUBJECTS[kind]]: subject },
		kind: 'utxo',
		range: { clock: source.clock, from, to },
		status: answered ? 'complete' : 'unavailable',
		reasons: answered ? [] : ['C_NOT_FETCHED'],
		assurance: 'single',
		evidence: [],
	}
}
