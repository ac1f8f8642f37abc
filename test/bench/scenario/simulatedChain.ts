import type { ChainAdapter, ChainDescription, FetchOptions, Page, Query } from '../../../src/chains/adapter.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { coverageOf } from '../../support/memoryAdapter.js'
import type { AccountRows } from './accountRows.js'
import type { Scenario } from './makeScenario.js'

export const CHAIN = 'eip155:1'
export const TOKEN = `${CHAIN}/erc20:0x${'c0'.repeat(20)}`
/** Rows of one reply. */
export const PAGE_ROWS = 1000
const SECONDS_PER_BLOCK = 12
const FIRST_SECOND = 1_700_000_000

/** What was asked of a simulated source. */
export interface Asked {
	/** Questions about accounts. */
	lookups: number
	/** Replies, of at most 1000 rows each. */
	requests: number
	/** Questions that were sent together count once. */
	rounds: number
}

export interface SimulatedChain {
	readonly adapter: ChainAdapter
	readonly asked: Asked
}

/** No address of this form is one of those that nobody can spend from. */
export const accountId = (account: number): string => `${CHAIN}:0x5ce0${account.toString(16).padStart(36, '0')}`
export const accountNumber = (id: string): number => Number.parseInt(id.slice(-12), 16)
export const transferId = (row: number): string => `${transactionId(row)}#log:0`
const transactionId = (row: number): string => `${CHAIN}/0x${row.toString(16).padStart(64, '0')}`

/** A provider that knows everything about every account of a scenario and answers account by account, page by page. */
export function simulatedChain(
	scenario: Scenario,
	{ start, rows }: AccountRows,
	onLookup: (account: number) => void = () => undefined,
): SimulatedChain {
	const { transfers } = scenario
	const asked: Asked = { lookups: 0, requests: 0, rounds: 0 }
	const chain: ChainDescription = {
		chain: CHAIN,
		ledger: 'account',
		clock: 'height',
		scope: 'complete',
		height: heightOf(transfers.atSeconds[transfers.length - 1] as number),
		blockHash: null,
		atSeconds: null,
	}

	const transaction = (row: number): AccountTransaction => {
		const atSeconds = transfers.atSeconds[row] as number
		return {
			...{ kind: 'account', id: transactionId(row), chain: CHAIN, txid: transactionId(row).slice(CHAIN.length + 1) },
			...{ height: heightOf(atSeconds), atSeconds: FIRST_SECOND + atSeconds },
			transfers: [
				{
					id: transferId(row),
					from: accountId(transfers.from[row] as number),
					to: accountId(transfers.to[row] as number),
					asset: TOKEN,
					amount: BigInt(transfers.amount[row] as number),
					order: [heightOf(atSeconds), row, 0],
					orderTold: true,
				},
			],
		}
	}

	function* answer(query: Query, enough: FetchOptions['enough']): Iterable<Page> {
		const account = accountNumber(query.subject)
		asked.lookups++
		onLookup(account)
		const [first, end] = [start[account] as number, start[account + 1] as number]
		for (let from = first; from === first || from < end; from += PAGE_ROWS) {
			if (from > first && enough?.(query) === true) break
			asked.requests++
			const page = rows.subarray(from, Math.min(end, from + PAGE_ROWS))
			const transactions = Array.from(page, transaction)
			yield { query, transactions, coverage: coverageOf(query, chain), more: from + PAGE_ROWS < end }
		}
	}

	return {
		asked,
		adapter: {
			describe: async () => ({ chains: [chain], warnings: [] }),
			async *fetch(queries, { enough } = {}) {
				asked.rounds++
				for (const query of queries) yield* answer(query, enough)
			},
		},
	}
}

const heightOf = (atSeconds: number): number => 18_000_000 + Math.floor(atSeconds / SECONDS_PER_BLOCK)
