import { describe, expect, it } from 'vitest'
import { arbitrumChains, arbitrumPredeploys } from '../../src/chains/bridges/protocols/arbitrum/arbitrumChains.js'
import type { EvmTransaction } from '../../src/chains/evm/evmBlock.js'
import { evm } from '../../src/chains/evm/index.js'
import { trace } from '../../src/index.js'
import type { Transaction } from '../../src/model/transaction.js'
import { rowLog } from '../chains/bridges/protocols/passage.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'

const [arbitrum] = arbitrumChains
const [L1, ARBITRUM] = ['eip155:1', arbitrum.chain] as const
const [OTHER, USER, PAYEE, EXCHANGE, ALIAS, KEEPER] = ['a0', 'a1', 'a2', 'e1', 'a9', 'b1'].map(
	(byte) => `0x${byte.repeat(20)}`,
) as [string, string, string, string, string, string]
const HASH = `0x${'9'.repeat(64)}`
const RETRY = `0x${'71'.repeat(32)}`
const START = 1_700_000_000
const word = (value: bigint | string): string => BigInt(value).toString(16).padStart(64, '0')
/** A ticket that pays in 60 and asks for 50 to be paid. */
const DATA = `0x${[PAYEE, 50n, 60n, 1n, USER, USER, 2n, 3n, 0n].map(word).join('')}`

function chain(id: string, transactions: readonly Partial<EvmTransaction>[], seconds: number): Transaction[] {
	const model = evm(id)
	return transactions.map((facts, i) => {
		const hash = `0x${(i + 1).toString(16).padStart(64, 'e')}`
		const block = { height: i + 1, hash: `0x${(i + 1).toString(16).padStart(64, 'b')}`, atSeconds: seconds + 60 * i }
		const receipt = { succeeded: true, gasUsed: 21000n, fee: 0n, contractAddress: null, logs: [], ...facts.receipt }
		const base = { hash, index: 0, from: OTHER, to: OTHER, value: 0n, type: 2, mint: 0n, calls: null }
		return model.transaction(block, { ...base, ...facts, receipt })
	})
}
const told = (...logs: EvmTransaction['receipt']['logs'] & object): Pick<EvmTransaction, 'receipt'> => ({
	receipt: { succeeded: true, gasUsed: 1n, fee: 0n, contractAddress: null, logs },
})

const below = chain(
	L1,
	[
		{ from: OTHER, to: USER, value: 60n },
		{
			from: USER,
			to: arbitrum.inbox,
			value: 60n,
			...told(
				rowLog(
					'arbitrum/deposit',
					'MessageDelivered',
					[5n, HASH, arbitrum.inbox, 9n, ALIAS, HASH, 7n, 1n],
					arbitrum.bridge,
					1,
				),
				rowLog('arbitrum/deposit', 'InboxMessageDelivered', [5n, DATA], arbitrum.inbox, 2),
			),
		},
	],
	START,
)
const ticket = below[1]?.kind === 'account' ? (below[1].legs?.[0]?.key ?? '') : ''

/** The ticket is made by nobody whom the trace asks for; a keeper redeems it. */
const above = (paid = 50n): Transaction[] =>
	chain(
		ARBITRUM,
		[
			{
				hash: ticket,
				from: KEEPER,
				to: arbitrumPredeploys.arbRetryableTx,
				type: 0x69,
				...told(
					rowLog(
						'arbitrum/deposit',
						'RedeemScheduled',
						[ticket, RETRY, 0n, 1n, USER, 1n, 1n],
						arbitrumPredeploys.arbRetryableTx,
					),
				),
			},
			{ hash: RETRY, from: ALIAS, to: PAYEE, value: paid, type: 0x68 },
			{ from: PAYEE, to: EXCHANGE, value: paid },
		],
		START + 600,
	)

const traced = (to: readonly Transaction[]) => {
	const source = (transactions: readonly Transaction[], id: string) =>
		memoryAdapter(transactions, { chain: id, ledger: 'account', scope: 'complete' })
	return trace({
		seeds: [{ transaction: below[0]?.id ?? '', to: `${L1}:${USER}` }],
		sources: [source(below, L1), source(to, ARBITRUM)],
		labels: labelBookOf([[`${ARBITRUM}:${EXCHANGE}`, 'exchange']]),
		assets: 'all',
	})
}

describe('value over a ticket of Arbitrum', () => {
	it('goes on by the try that worked, less what the ticket keeps', async () => {
		const { endpoints, flows, ledger, evidence } = await traced(above())
		expect(endpoints).toMatchObject([{ entity: 'exchange', totals: { seedAmount: 60n } }])
		expect(endpoints[0]?.amounts).toMatchObject([{ amount: 50n, seedAmount: 60n }])
		const [flow] = flows
		expect(flow?.hops.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual([
			'transfer 60',
			'transfer 60',
			'bridge 50',
			'transfer 50',
		])
		expect(flow?.hops[2]).toMatchObject({ protocol: 'arbitrum/deposit', basis: 'derived', verified: 'contract' })
		expect(ledger).toMatchObject([{ seeded: 60n, arrived: 60n, difference: 0n }])
		const said = evidence.find(({ claim }) => claim === 'bridge')
		expect(said?.transactions).toEqual([below[1]?.id, `${ARBITRUM}/${RETRY}`, `${ARBITRUM}/${ticket}`].sort())
	})

	it('ends at the bridge where another amount was paid, or no try is told', async () => {
		for (const to of [above(49n), above().slice(1)]) {
			const { endpoints, looseEnds } = await traced(to)
			expect(endpoints).toEqual([])
			expect(looseEnds.map(({ seedAmount }) => seedAmount)).toEqual([60n])
		}
	})
})
