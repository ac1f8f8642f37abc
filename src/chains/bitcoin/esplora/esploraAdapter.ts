import { isChainId } from '../../../model/chains.js'
import type { Coverage, CoverageReason } from '../../../model/coverage.js'
import { SourceError } from '../../../model/errors.js'
import { chainOf, parseAccount, parseOutput, parseTransaction } from '../../../model/identifiers.js'
import type { ChainAdapter, FetchOptions, Page, Query, SourceDescription } from '../../adapter.js'
import { SUBJECTS } from '../../subjects.js'
import { type EsploraClient, TooBusyError } from './esploraClient.js'
import { type EsploraAnswer, EsploraReader, type EsploraScope } from './esploraReader.js'

/** Queries under way at the same time: what they ask waits for its turn in the client. */
const QUERIES_AHEAD = 8
/** Most transactions in one page. */
const PAGE_TRANSACTIONS = 1000

const PARSERS = {
	account: parseAccount,
	spend: parseOutput,
	transaction: parseTransaction,
	coinbase: parseTransaction,
} as const

/** An Esplora server behind the interface that every source has. */
export class EsploraAdapter implements ChainAdapter {
	readonly #reader: EsploraReader
	/** CAIP-2 id. */
	readonly #chain: string

	constructor(client: EsploraClient, scope: EsploraScope) {
		this.#reader = new EsploraReader(client, scope)
		this.#chain = scope.chain.id
	}

	async describe({ signal }: FetchOptions = {}): Promise<SourceDescription> {
		signal?.throwIfAborted()
		const { height, blockHash, atSeconds } = await this.#reader.snapshot(signal)
		const facts = { ledger: 'utxo', clock: 'height', scope: 'complete' } as const
		return { chains: [{ chain: this.#chain, ...facts, height, blockHash, atSeconds }], warnings: [] }
	}

	async *fetch(queries: readonly Query[], options: FetchOptions = {}): AsyncGenerator<Page, void, void> {
		options.signal?.throwIfAborted()
		const own = new AbortController()
		const signal = options.signal === undefined ? own.signal : AbortSignal.any([options.signal, own.signal])
		const ahead: Promise<EsploraAnswer>[] = []
		try {
			for (const [i, query] of queries.entries()) {
				while (ahead.length < queries.length && ahead.length <= i + QUERIES_AHEAD) {
					const started = this.#answer(queries[ahead.length] as Query, signal)
					// It may fail before its turn to be waited for.
					started.catch(() => {})
					ahead.push(started)
				}
				const answer = await (ahead[i] as Promise<EsploraAnswer>)
				const coverage = this.#coverage(query, answer)
				const { transactions } = answer
				for (let start = 0; start === 0 || start < transactions.length; start += PAGE_TRANSACTIONS) {
					options.signal?.throwIfAborted()
					const end = start + PAGE_TRANSACTIONS
					yield { query, transactions: transactions.slice(start, end), coverage, more: end < transactions.length }
				}
			}
		} finally {
			own.abort()
		}
	}

	/** @throws what is no failure of this query alone: the signal's reason, a transaction that fails its check */
	async #answer(query: Query, signal: AbortSignal): Promise<EsploraAnswer> {
		const subject = this.#ownSubject(query)
		// The server tells a block in pages of 25 transactions: that would be hundreds of questions for one fee.
		if (subject === null || query.kind === 'coinbase')
			return { transactions: [], reasons: ['C_NOT_FETCHED'], status: 'unavailable' }
		try {
			if (query.kind === 'account') return await this.#reader.history(subject, query, signal)
			const inChain = subject.slice(this.#chain.length + 1)
			return await this.#reader[query.kind](inChain, query, signal)
		} catch (error) {
			if (signal.aborted || !(error instanceof SourceError)) throw error
			return { transactions: [], reasons: [reasonOf(error)], status: 'unavailable' }
		}
	}

	/** The subject in canonical form; null where it is malformed or of another chain. */
	#ownSubject({ kind, subject }: Query): string | null {
		try {
			const canonical = PARSERS[kind](subject)
			return chainOf(canonical) === this.#chain ? canonical : null
		} catch {
			return null
		}
	}

	#coverage(query: Query, { status, reasons }: EsploraAnswer): Coverage {
		const { kind, subject, from = null, to = null } = query
		const named = chainOf(subject)
		return {
			subject: { chain: isChainId(named) ? named : this.#chain, [SUBJECTS[kind]]: subject },
			kind: 'utxo',
			range: { clock: 'height', from, to },
			status,
			reasons: [...reasons],
			assurance: 'single',
			evidence: [],
		}
	}
}

function reasonOf(error: SourceError): CoverageReason {
	return error instanceof TooBusyError ? 'C_WINDOW' : 'C_NOT_FETCHED'
}
