import { describe, expect, it } from 'vitest'
import type { AccountTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN } from '../support/memoryAdapter.js'
import { type PagedOptions, pagedAdapter, type Served } from '../support/pagedAdapter.js'
import { account, payments } from '../support/payments.js'
import { utxoTransactions } from '../support/utxoTransactions.js'

const ETHEREUM = { chain: 'eip155:1', ledger: 'account', clock: 'height' } as const

function transfers(...texts: string[]): AccountTransaction[] {
	return payments(...texts).map(({ chain, txid, block, time, from, to, asset, amount }) => ({
		kind: 'account',
		id: `${chain}/${txid}`,
		chain,
		txid,
		height: block,
		atSeconds: time,
		transfers: [
			{ id: `${chain}/${txid}#row:0`, from, to, asset, amount, order: [block as number, 0, 0], orderTold: true },
		],
	}))
}

type Asked = Partial<Pick<TraceOptions, 'from' | 'to' | 'direction' | 'budget' | 'seeds'>>

async function run(
	rows: readonly AccountTransaction[],
	asked: Asked,
	paged: PagedOptions = {},
): Promise<{ result: TraceResult; served: Served }> {
	const { adapter, served } = pagedAdapter(rows, ETHEREUM, paged)
	const result = await trace({
		seeds: [{ account: account('S') }],
		sources: [adapter],
		labels: labelBookOf([[account('X'), 'X']]),
		...asked,
		budget: { minShare: 0, ...asked.budget },
	})
	return { result, served }
}

/** Everything but what says which questions were asked. */
const figures = ({
	coverage: _,
	resultHash: __,
	configHash: ___,
	...rest
}: ReturnType<TraceResult['toJSON']> & { configHash?: string }) => rest

describe('the window', () => {
	const rows = transfers('X>A 5@1', 'A>S 9@2', 'S>B 4@3', 'S>C 5@4', 'B>X 3@5', 'C>X 5@6', 'B>X 1@9')

	it('bounds every question where it changes no figure: forward its beginning, backward its end', async () => {
		const forward = await run(rows, { from: { height: 3 }, to: { height: 8 } })
		expect(forward.served.queries.length).toBe(3)
		for (const { from, to } of forward.served.queries) expect([from, to]).toEqual([3, undefined])
		const back = await run(rows, { direction: 'backward', from: { height: 2 }, to: { height: 8 } })
		expect(back.served.queries.length).toBe(2)
		for (const { from, to } of back.served.queries) expect([from, to]).toEqual([undefined, 8])
		expect(back.result.looseEnds.map(({ stop }) => stop)).toEqual(['window'])
		expect(forward.result.looseEnds.map(({ stop, amount }) => [stop, amount])).toEqual([['window', 1n]])
		const both = await run(rows, { direction: 'both', from: { height: 3 } })
		for (const { from, to } of both.served.queries) expect([from, to]).toEqual([undefined, undefined])
	})

	it.each([
		{ from: { height: 3 }, to: { height: 8 } },
		{ direction: 'backward', from: { height: 2 }, to: { height: 8 } },
		{ direction: 'backward', to: { height: 3 } },
	] as const)('gives what a source gives that keeps to no bound: %j', async (asked) => {
		const [bounded, unbounded] = [await run(rows, asked), await run(rows, asked, { obeys: false })]
		expect(figures(bounded.result.toJSON())).toEqual(figures(unbounded.result.toJSON()))
	})

	it('bounds the question who spends an output, and not the one for the transaction that created it', async () => {
		const chain = utxoTransactions(
			[
				[1, [], [['A', 9n]]],
				[4, [1], [['S', 9n]]],
				[6, [4], [['B', 9n]]],
			].map(([height, from, to]) => ({
				txid: String(height).padStart(64, '0'),
				height: height as number,
				txIndex: 0,
				coinbase: (from as number[]).length === 0,
				inputs: (from as number[]).map((n) => ({ txid: String(n).padStart(64, '0'), vout: 0 })),
				outputs: (to as [string, bigint][]).map(([name, amount]) => ({
					account: `${BITCOIN}:script-${Buffer.from(name).toString('hex').padStart(64, '0')}`,
					amount,
				})),
			})),
		)
		const output = (n: number): string => `${BITCOIN}/${String(n).padStart(64, '0')}:0`
		for (const [direction, expected] of [
			[
				'forward',
				[
					[output(4), 4, undefined],
					[output(6), 6, undefined],
				],
			],
			['backward', [[output(1).slice(0, -2), undefined, undefined]]],
		] as const) {
			const { adapter, served } = pagedAdapter(chain, {})
			await trace({ seeds: [{ output: output(4) }], sources: [adapter], direction, budget: { minShare: 0 } })
			expect(served.queries.slice(1).map(({ subject, from, to }) => [subject, from, to])).toEqual(expected)
		}
	})
})

describe('a hub', () => {
	const others = Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? `B>c${i} 1@${i + 3}` : `d${i}>B 1@${i + 3}`))
	const rows = transfers('S>B 30@1', 'S>X 2@2', ...others)
	const limits = { budget: { maxDegree: 5 } }

	it('is read no further than shows that it is one, and the result says so', async () => {
		const { result, served } = await run(rows, limits, { size: 2 })
		// The seed has one page; of the hub three show six others.
		expect(served.pages).toBe(1 + 3)
		expect(result.looseEnds.map(({ at, stop, amount }) => [at, stop, amount])).toEqual([[account('B'), 'hub', 30n]])
		expect(result.coverage.map(({ subject, status, reasons }) => [subject.account, status, reasons])).toEqual([
			[account('S'), 'complete', []],
			[account('B'), 'incomplete', ['C_HUB']],
		])
		expect(result.status).toBe('complete')
		expect(result.warnings.find(({ code }) => code === 'hub')?.text).toContain('more than 5 others')
		expect(result.warnings.map(({ code }) => code)).not.toContain('unanswered')
	})

	it('gives the same bytes for every size of pages, whether or not the source ends them', async () => {
		const hashes = []
		for (const size of [1, 7, 100])
			for (const obeys of [true, false]) hashes.push((await run(rows, limits, { size, obeys })).result.resultHash)
		expect(new Set(hashes).size).toBe(1)
	})

	it('is what it is by the window alone', async () => {
		const { result } = await run(rows, { ...limits, to: { height: 6 } }, { size: 2 })
		expect(result.looseEnds.map(({ stop }) => stop)).not.toContain('hub')
		const { result: one } = await run(rows, { ...limits, to: { height: 20 } }, { size: 2 })
		expect(one.looseEnds.map(({ stop }) => stop)).toContain('hub')
	})

	it('is none where a seed names it', async () => {
		const { result } = await run(rows, { ...limits, seeds: [{ account: account('B') }] }, { size: 2 })
		expect(result.looseEnds.map(({ stop }) => stop)).not.toContain('hub')
	})

	it('is known to a search that goes on', async () => {
		const whole = await run(rows, limits, { size: 2 })
		const stopped = await run(rows, { budget: { maxDegree: 5, lookups: 1 } }, { size: 2 })
		const { adapter, served } = pagedAdapter(rows, ETHEREUM, { size: 2 })
		const resume = { seeds: [{ account: account('S') }], sources: [adapter], resume: stopped.result.resume! }
		const labels = labelBookOf([[account('X'), 'X']])
		const result = await trace({ ...resume, labels, budget: { maxDegree: 5, minShare: 0 } })
		expect(result.resultHash).toBe(whole.result.resultHash)
		expect(served.queries.map(({ subject }) => subject)).toEqual([account('B')])
	})
})
