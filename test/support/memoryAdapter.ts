import type { ChainAdapter, ChainDescription, Page, Query } from '../../src/chains/adapter.js'
import { SUBJECTS } from '../../src/chains/subjects.js'
import type { Coverage } from '../../src/model/coverage.js'
import { chainOf } from '../../src/model/identifiers.js'
import { compareEvents } from '../../src/model/order.js'
import type { Transaction } from '../../src/model/transaction.js'
import { coinbaseOf } from './coinbaseOf.js'

export const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'

/**
 * A source over transactions of one chain that are at hand. It tells no inflow of its own, so that results count what
 * was read. Default: Bitcoin by height, an excerpt, without coinbases asked for as such.
 */
export function memoryAdapter(
	transactions: readonly Transaction[],
	facts: Partial<ChainDescription> = {},
): ChainAdapter {
	const chain: ChainDescription = {
		chain: BITCOIN,
		ledger: 'utxo',
		clock: 'height',
		scope: 'excerpt',
		height: null,
		blockHash: null,
		atSeconds: null,
		...facts,
	}
	const placed = transactions.map((transaction) => ({
		transaction,
		id: transaction.id,
		order: transaction.kind === 'utxo' ? transaction.order : (transaction.transfers[0]?.order ?? [0, 0, 0]),
	}))
	const inOrder = placed.sort(compareEvents).map(({ transaction }) => transaction)
	return {
		describe: async () => ({ chains: [chain], warnings: [] }),
		async *fetch(queries: readonly Query[]): AsyncGenerator<Page> {
			for (const query of queries) {
				const isMined = query.kind === 'coinbase'
				const found = isMined ? coinbaseOf(inOrder, query.subject) : inOrder.filter((one) => answers(one, query))
				yield { query, transactions: found, coverage: coverageOf(query, chain), more: false }
			}
		},
	}
}

function answers(transaction: Transaction, { kind, subject }: Query): boolean {
	if (kind === 'transaction') return transaction.id === subject
	if (transaction.kind === 'account')
		return kind === 'account' && transaction.transfers.some(({ from, to }) => from === subject || to === subject)
	if (kind === 'spend') return transaction.inputs.some(({ spends }) => spends === subject)
	return [...transaction.inputs, ...transaction.outputs].some(
		({ account, sameKeyAs }) => account === subject || sameKeyAs === subject,
	)
}

/** The record of a query answered in full. */
export function coverageOf(query: Query, chain: Pick<ChainDescription, 'ledger' | 'clock'>): Coverage {
	return {
		subject: { chain: chainOf(query.subject), [SUBJECTS[query.kind]]: query.subject },
		kind: chain.ledger === 'utxo' ? 'utxo' : 'transfers',
		range: { clock: chain.clock, from: query.from ?? null, to: query.to ?? null },
		status: 'complete',
		reasons: [],
		assurance: 'single',
		evidence: [],
	}
}
