import { describe, expect, it } from 'vitest'
import { FeeView } from '../../src/graph/feeView.js'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import { RULE_IDS } from '../../src/model/method.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { cleanLot, taintedLot } from '../../src/taint/lot.js'
import { apportionOutputs } from '../../src/taint/outputs/apportionOutputs.js'
import { Path } from '../../src/taint/path.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { coinbaseOf } from '../support/coinbaseOf.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { madeTransactions, named } from '../support/madeTransactions.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'

const SUBSIDY = 5_000_000_000n
const id = (n: number): string => `${BITCOIN}/${n.toString(16).padStart(64, '0')}`

/** Block 2 holds a fee of 1 of the seed and one of 2 that is clean, and its coinbase claims `claimed` beyond the subsidy. */
function mined(claimed: bigint, spends: string, ...more: Parameters<typeof madeTransactions>[0]): UtxoTransaction[] {
	return madeTransactions([
		['> S1000 C2000', { height: 1 }],
		[`> M${SUBSIDY + claimed}`, { height: 2 }],
		['S1000 > E999', { height: 2 }],
		['C2000 > D1998', { height: 2 }],
		[`M${SUBSIDY + claimed} > ${spends}`, { height: 102 }],
		...more,
	])
}

async function run(transactions: UtxoTransaction[], options: Partial<TraceOptions> = {}): Promise<TraceResult> {
	const result = await trace({
		seeds: [{ output: `${id(1)}:0` }],
		sources: [memoryAdapter(transactions, { coinbases: true })],
		labels: labelBookOf([[named('X'), 'X']]),
		feeTaint: 'propagate',
		budget: { minShare: 0 },
		...options,
	})
	const places = new Map(
		transactions.flatMap(({ id: own, coinbase, height, outputs }, i) => [
			...outputs.map((output) => [
				output.id,
				coinbase ? (height as number) * 1000 + 999 : (height as number) * 1000 + i,
			]),
			[`${own}:fee`, (height as number) * 1000 + i],
		]) as [string, number][],
	)
	checkResult(result, (transfer) => places.get(transfer) as number)
	return result
}

const ends = (result: TraceResult): string[] =>
	result.looseEnds
		.map(
			({ at, stop, amount }) =>
				`${Number(BigInt(`0x${at.slice(-70).split('/').at(-1)?.split(':')[0]}`))}:${at.split(':').at(-1)} ${stop} ${amount}`,
		)
		.sort()

describe('U3: a coinbase spends the subsidy, then the fees of its block in order', () => {
	it('first in, first out gives the lots in that order', () => {
		const lot = taintedLot(Path.root({ seed: 'A', asset: 'x', place: 0 }), 1n)
		const [output] = apportionOutputs(RULES.fifo, [cleanLot(50n), lot, cleanLot(2n)], [53n, 0n])
		expect(output).toEqual([cleanLot(50n), lot, cleanLot(2n)])
	})

	it('the facts show it so, whatever order they come in', () => {
		const transactions = mined(3n, 'Z1')
		for (const first of [transactions, [...transactions].reverse()]) {
			const graph = new TransactionGraph()
			const view = new FeeView(graph.view)
			for (const page of [first, coinbaseOf(transactions, id(3))]) {
				graph.add({ transactions: page })
				view.note(page)
			}
			const coinbase = view.spender(`${id(3)}:fee`)
			expect(coinbase?.inputs.map(({ spends, amount }) => [spends, amount])).toEqual([
				[null, SUBSIDY],
				[`${id(3)}:fee`, 1n],
				[`${id(4)}:fee`, 2n],
			])
			expect(coinbase?.outputs.map(({ amount }) => amount)).toEqual([SUBSIDY + 3n])
			expect(view.spender(`${id(4)}:fee`)).toBe(coinbase)
		}
	})

	it.each([
		['fifo', `X${SUBSIDY} Z3`, []],
		['fifo', `Z${SUBSIDY} X1 Z2`, [1n]],
		['lifo', `Z2 X${SUBSIDY + 1n}`, [1n]],
		['pifo', `X1 Z${SUBSIDY + 2n}`, [1n]],
		['tiho', `Z1 X${SUBSIDY + 2n}`, [1n]],
		['haircut', `Z1 X${SUBSIDY + 2n}`, [1n]],
	] as const)('%s: %s', async (method, spends, arrived) => {
		const result = await run(mined(3n, spends), { method })
		expect(result.flows.map(({ amount }) => amount)).toEqual(arrived)
		expect(result.ledger.map(({ seeded, fees, difference }) => [seeded, fees, difference])).toEqual([[1000n, 0n, 0n]])
		for (const { hops } of result.flows) {
			expect(hops.map(({ transfer }) => transfer).slice(0, 2)).toEqual([`${id(3)}:fee`, `${id(2)}:0`])
			expect(hops.map(({ from, to }) => [from, to]).slice(0, 2)).toEqual([
				[named('S'), null],
				[null, named('M')],
			])
			expect(hops[0]?.index).toBe('fee')
		}
	})

	it('poison counts a coinbase in full that took any of it', async () => {
		const result = await run(mined(3n, `X${SUBSIDY + 3n}`), { method: 'poison' })
		expect(result.flows.map(({ amount }) => amount)).toEqual([SUBSIDY + 3n])
	})
})

describe('fees that are carried on', () => {
	it('end as burnt where the coinbase does not claim them', async () => {
		const result = await run(mined(0n, `X${SUBSIDY}`))
		expect(ends(result)).toEqual(['2:unclaimed burn 1', '3:0 endOfSource 999'])
		expect(result.looseEnds.map(({ account }) => account)).toContain(null)
		expect(result.status).toBe('complete')
	})

	it('end as not fetched where no source tells coinbases, and nothing is asked of one', async () => {
		const result = await run(mined(3n, 'X3'), { sources: [memoryAdapter(mined(3n, 'X3'))] })
		expect(ends(result)).toEqual(['3:0 endOfSource 999', '3:fee notFetched 1'])
		expect(result.status).toBe('partial')
		expect(result.ledger[0]?.toolLoss).toBe(1n)
		expect(result.coverage).toContainEqual(
			expect.objectContaining({ subject: { chain: BITCOIN, transaction: id(3) }, status: 'unavailable' }),
		)
	})

	it('get stuck where another fee of the block is not known, or the block claims more than there is', async () => {
		const unknown = await run(mined(3n, 'X3', ['? > Q1', { height: 2 }]))
		expect(ends(unknown)).toEqual(['3:0 endOfSource 999', '3:fee noPrevout 1'])
		const greedy = await run(mined(4n, 'X3'))
		expect(ends(greedy)).toEqual(['3:0 endOfSource 999', '3:fee noPrevout 1'])
	})

	it('are limited like any output', async () => {
		const result = await run(mined(3n, `Z${SUBSIDY} X3`), { budget: { minShare: 0.5 } })
		expect(ends(result)).toEqual(['3:0 endOfSource 999', '3:fee minShare 1'])
	})

	it('do not go round where a coinbase is spent in its own block', async () => {
		const transactions = madeTransactions([
			['> S1000', { height: 1 }],
			[`> M${SUBSIDY}`, { height: 2 }],
			[`S1000 M${SUBSIDY} > X999 M${SUBSIDY - 10n}`, { height: 2 }],
		])
		const result = await run(transactions, { seeds: [{ output: `${id(1)}:0` }, { output: `${id(2)}:0` }] })
		expect(result.ledger.map(({ difference }) => difference)).toEqual([0n, 0n])
	})

	it('stay what ends in fees unless asked for, and leave every other figure alone', async () => {
		const transactions = mined(3n, `Z${SUBSIDY} X3`)
		const result = await run(transactions, { feeTaint: 'sink' })
		expect(ends(result)).toEqual(['3:0 endOfSource 999'])
		expect(result.ledger[0]?.fees).toBe(1n)
	})

	it('join the traced graph from transaction to transaction', async () => {
		const { graph } = await run(mined(3n, `Z${SUBSIDY} X3`))
		expect([graph?.source(`${id(3)}:fee:in`), graph?.target(`${id(3)}:fee:in`)]).toEqual([id(3), id(2)])
		expect(graph?.getEdgeAttributes(`${id(3)}:fee:in`)).toMatchObject({ amount: '1', taint: '1' })
	})

	it('keep within floor and ceiling under every rule', async () => {
		const method = 'haircut'
		const result = await run(mined(3n, `Z${SUBSIDY} X3`), { method, panel: [...RULE_IDS] })
		expect(result.endpoints.map(({ totals: { floor, ceiling } }) => [floor, ceiling])).toEqual([[0n, 1n]])
	})

	it.each(['backward', 'both'] as const)('are refused looking %s', async (direction) => {
		await expect(run(mined(3n, 'X3'), { direction })).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { field: 'options.feeTaint' },
		})
	})
})
