import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import type { Row } from '../support/reference/orderRows.js'

const ETHER = 'eip155:1/slip44:60'
const account = (n: number): string => `eip155:1:0x${n.toString(16).padStart(40, '0')}`
const script = (n: number): string => `${BITCOIN}:script-${n.toString(16).padStart(64, '0')}`
const txid = (n: number): string => n.toString(16).padStart(64, '0')
/** Longest that one of these may take; a chain must not cost the square of its length. */
const LIMIT_MS = 30_000

const row = (n: number, from: number, to: number, amount: bigint): Row => ({
	chain: 'eip155:1',
	txid: `0x${txid(n)}`,
	index: 0,
	block: 1000 + n,
	time: 1_700_000_000 + n,
	from: account(from),
	to: account(to),
	asset: ETHER,
	amount,
})

describe('long and wide', () => {
	const LENGTH = Number(process.env.FUNDTRAIL_SCALE ?? 20_000)
	const budget = { minShare: 0, hops: LENGTH + 1, maxDegree: 10 * LENGTH }

	it(`follows ${LENGTH} payments in a row on an account ledger`, { timeout: 10 * LIMIT_MS }, async () => {
		const rows = Array.from({ length: LENGTH }, (_, n) => row(n, n + 1, n + 2, 1_000_000n))
		const sources = [await openTransferTables([{ name: 'chain', bytes: csvOfRows(rows) }])]
		const labels = labelBookOf([[account(LENGTH + 1), 'service']])
		const start = performance.now()
		const result = await trace({ seeds: [{ account: account(1) }], sources, labels, budget })
		const took = performance.now() - start
		console.log('account', took)
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([[LENGTH, 1_000_000n]])
		expect(result.endpoints[0]?.accounts[0]?.hops).toBe(LENGTH)
		expect(took).toBeLessThan(LIMIT_MS)
	})

	it(`follows ${LENGTH} spends in a row that each peel a unit off`, { timeout: 10 * LIMIT_MS }, async () => {
		const value = 10n ** 8n
		const outputs = (n: number): UtxoTransaction['outputs'] => [
			{ id: `${BITCOIN}/${txid(n)}:0`, account: script(2 * n + 2), amount: value - 2n * BigInt(n) },
			{ id: `${BITCOIN}/${txid(n)}:1`, account: script(1), amount: 1n },
		]
		const transactions = Array.from({ length: LENGTH }, (_, i): UtxoTransaction => {
			const spent = i === 0 ? null : outputs(i)[0]!
			return {
				kind: 'utxo',
				id: `${BITCOIN}/${txid(i + 1)}`,
				chain: BITCOIN,
				txid: txid(i + 1),
				height: 1000 + i,
				atSeconds: 1_500_000_000 + i,
				order: [1000 + i, 0, 0],
				coinbase: i === 0,
				inputs: [{ spends: spent?.id ?? null, account: spent?.account ?? null, amount: spent?.amount ?? null }],
				outputs: outputs(i + 1),
			}
		})
		const labels = labelBookOf([[script(1), 'service']])
		const start = performance.now()
		const result = await trace({
			seeds: [`${BITCOIN}/${txid(1)}:0`],
			sources: [indexed(transactions)],
			labels,
			budget,
		})
		const took = performance.now() - start
		console.log('utxo', took)
		expect(result.ledger[0]).toMatchObject({ difference: 0n, fees: 0n })
		expect(result.endpoints[0]?.totals.amount).toBe(BigInt(LENGTH - 1))
		expect(took).toBeLessThan(LIMIT_MS)
	})
})

function indexed(transactions: readonly UtxoTransaction[]) {
	const spender = new Map(transactions.map((transaction) => [transaction.inputs[0]?.spends, transaction]))
	const byId = new Map(transactions.map((transaction) => [transaction.id, transaction]))
	const whole = memoryAdapter([])
	return {
		...whole,
		async *fetch(queries: Parameters<typeof whole.fetch>[0]) {
			for await (const page of whole.fetch(queries)) {
				const { kind, subject } = page.query
				const found = kind === 'spend' ? spender.get(subject) : byId.get(subject)
				yield { ...page, transactions: found === undefined ? [] : [found] }
			}
		},
	}
}
