import { describe, expect, it } from 'vitest'
import type { DataOptionsInput } from '../../src/model/options.js'
import type { Seed } from '../../src/model/seed.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { account, ETHER, paymentSource, payments, seconds, transaction } from '../support/payments.js'
import type { ReferenceTransaction } from '../support/reference/referenceOutputs.js'
import { utxoTransactions } from '../support/utxoTransactions.js'

type Options = Omit<DataOptionsInput, 'heuristics'>

async function run(
	texts: readonly string[],
	options: Options = {},
	seeds: readonly (Seed | string)[] = [account('S')],
) {
	const budget = { minShare: 0, hops: 100, maxDegree: 1000, ...options.budget }
	return trace({
		...options,
		budget,
		seeds,
		sources: [await paymentSource(payments(...texts))],
		labels: labelBookOf([[account('X'), 'X']]),
	})
}

const name = (id: string | null): string =>
	Buffer.from((id ?? '').slice(-40), 'hex')
		.toString()
		.replaceAll('\0', '')
const loose = ({ looseEnds }: TraceResult): string[] =>
	looseEnds.map(({ account: at, stop, amount }) => `${name(at)} ${stop} ${amount}`).sort()
const arrived = ({ endpoints }: TraceResult): string[] =>
	endpoints.map(({ entity, totals, accounts }) => `${entity} ${totals.amount} in ${accounts[0]?.hops}`)

const chain = ['S>A 10', 'A>B 10', 'B>C 10', 'C>X 10']

describe('hops', () => {
	it.each([
		[0, ['A hops 10'], []],
		[1, ['B hops 10'], []],
		[2, ['C hops 10'], []],
		[3, [], ['X 10 in 4']],
	])('up to %i steps from the seed are followed', async (hops, ends, reached) => {
		const result = await run(chain, { budget: { hops } })
		expect([loose(result), arrived(result), result.status]).toEqual([ends, reached, 'complete'])
		expect(result.ledger[0]?.toolLoss).toBe(ends.length === 0 ? 0n : 10n)
	})

	it.each([
		[0, ['2:0 hops 10']],
		[1, ['3:0 hops 10']],
		[3, ['4:0 endOfSource 10']],
	])('count alike on output ledgers: up to %i', async (hops, ends) => {
		const spend = (n: number): ReferenceTransaction => ({
			...{ txid: `${n}`.padStart(64, '0'), height: n, txIndex: 0, coinbase: n === 1 },
			inputs: n === 1 ? [] : [{ txid: `${n - 1}`.padStart(64, '0'), vout: 0 }],
			outputs: [{ account: `${BITCOIN}:script-${`${n}`.padStart(64, '0')}`, amount: 10n }],
		})
		const transactions = utxoTransactions([1, 2, 3, 4].map(spend))
		const result = await trace({
			seeds: [{ output: transactions[0]!.outputs[0]!.id }],
			sources: [memoryAdapter(transactions)],
			budget: { minShare: 0, hops },
		})
		expect(result.looseEnds.map(({ at, stop, amount }) => `${at.slice(-3)} ${stop} ${amount}`)).toEqual(ends)
	})

	it('count the fewest steps to an account, not the length of the path of a lot', async () => {
		// What comes to B by way of A is followed from B, which is one step away.
		const result = await run(['S>A 10', 'A>B 10', 'S>B 1', 'B>X 11'], { budget: { hops: 1 } })
		expect([arrived(result), loose(result)]).toEqual([['X 11 in 2'], []])
	})
})

describe('minShare', () => {
	const fork = ['S>A 999', 'S>B 1', 'A>X 999', 'B>X 1']

	it('follows what reaches the share exactly and ends what is below', async () => {
		expect(loose(await run(fork, { budget: { minShare: 0.001 } }))).toEqual([])
		expect(loose(await run(fork, { budget: { minShare: 0.00100001 } }))).toEqual(['B minShare 1'])
	})

	it('counts the sum that arrives at an account, in small parts too', async () => {
		const parts = ['S>A 90', ...Array.from({ length: 10 }, () => 'S>B 1'), 'B>X 10']
		expect(loose(await run(parts, { budget: { minShare: 0.1 } }))).toEqual(['A endOfSource 90'])
	})

	it('judges each seed by what it sent itself', async () => {
		const texts = ['S>A 1000', 'Z>B 2', 'B>X 2']
		const result = await run(texts, { budget: { minShare: 0.1 } }, [account('S'), account('Z')])
		expect(arrived(result)).toEqual(['X 2 in 2'])
	})

	it('follows what only another rule or opening brings', async () => {
		// FIFO gives B nothing of the ten, haircut gives it half.
		const texts = ['N>A 10', 'S>A 10', 'A>B 10', 'B>X 10']
		const result = await run(texts, { budget: { minShare: 0.5 } })
		expect(result.endpoints[0]?.totals).toMatchObject({ amount: 0n, panel: { fifo: 0n, haircut: 5n } })
		const alone = await run(texts, { panel: 'none', budget: { minShare: 0.5 } })
		expect(alone.endpoints).toEqual([])
	})

	it('may be more than all, so that nothing but the seeds is followed', async () => {
		expect(loose(await run(fork, { budget: { minShare: 1.5 } }))).toEqual(['A minShare 999', 'B minShare 1'])
		expect(loose(await run(fork, { budget: { minShare: 1e21 } }))).toHaveLength(2)
	})

	it('says that parts were not followed', async () => {
		const result = await run(fork, { budget: { minShare: 0.5 } })
		expect(result.warnings.map(({ code }) => code)).toContain('minShare')
		expect(result.status).toBe('complete')
	})
})

describe('maxDegree', () => {
	const hub = (others: number): string[] => [
		'S>H 10',
		...Array.from({ length: others - 2 }, (_, i) => `N${i}>H 1@${100 + i}`),
		'H>X 5@99',
	]

	it('ends value at an account with more counterparties', async () => {
		expect(arrived(await run(hub(7), { budget: { maxDegree: 7 } }))).toEqual(['X 5 in 2'])
		const result = await run(hub(8), { budget: { maxDegree: 7 } })
		expect([loose(result), arrived(result), result.status]).toEqual([['H hub 10'], [], 'complete'])
		expect(result.ledger[0]?.toolLoss).toBe(10n)
		expect(result.warnings.find(({ code }) => code === 'hub')?.text).toContain('more than 7 others')
		const record = result.coverage.find(({ subject }) => subject.account === account('H'))
		expect(record).toMatchObject({ status: 'incomplete', reasons: ['C_HUB'] })
	})

	it('counts each counterparty once, whatever the direction and asset, and not the account itself', async () => {
		const texts = ['S>H 10', 'H>S 1', 'H>H 1', 'S>H 1 T', 'H>X 4']
		expect(
			arrived(await run(texts, { budget: { maxDegree: 2 } }, [{ account: account('S'), asset: ETHER }])),
		).toHaveLength(1)
	})

	it('never stops at a seed', async () => {
		const many = Array.from({ length: 20 }, (_, i) => `S>A${i} 1`)
		expect(loose(await run(many, { budget: { maxDegree: 3 } }))).toHaveLength(20)
	})
})

describe('lookups', () => {
	it.each([0, 1, 2, 3, 4])('at most %i', async (lookups) => {
		const result = await run(chain, { budget: { lookups } })
		expect(result.lookups).toBe(Math.min(lookups, 4))
		expect(result.status).toBe(lookups < 4 ? 'partial' : 'complete')
		const ends = [['S budget 0'], ['A budget 10'], ['B budget 10'], ['C budget 10'], []]
		expect(loose(result)).toEqual(ends[lookups])
		expect(result.coverage).toHaveLength(result.lookups)
		expect(result.ledger).toMatchObject([{ difference: 0n, toolLoss: lookups === 0 ? 0n : lookups < 4 ? 10n : 0n }])
		expect(result.warnings.some(({ code }) => code === 'interrupted')).toBe(lookups < 4)
	})

	it('too few for the seeds leave rows of zeros and no error', async () => {
		const result = await run(chain, { budget: { lookups: 1 } }, [
			account('S'),
			account('A'),
			{ transaction: transaction(1) },
		])
		expect(result.status).toBe('partial')
		expect(result.ledger.map(({ seed }) => seed)).toHaveLength(3)
	})
})

describe('seconds', () => {
	it('end the search by the clock that is given', async () => {
		let reading = 0
		const clock = (): number => reading
		const source = await paymentSource(payments(...chain))
		const events: string[] = []
		const result = await trace({
			seeds: [account('S')],
			sources: [source],
			budget: { minShare: 0, seconds: 3 },
			now: clock,
			onProgress: ({ kind }) => {
				events.push(kind)
				reading += 1500
			},
		})
		expect([result.status, loose(result)]).toEqual(['partial', ['B budget 10']])
		expect(events).toEqual(['round', 'round', 'searched'])
		expect(result.lookups).toBe(2)
	})

	it('ask no clock where there is no such budget', async () => {
		const now = (): number => {
			throw new Error('asked')
		}
		const sources = [await paymentSource(payments(...chain))]
		expect((await trace({ seeds: [account('S')], sources, now })).status).toBe('complete')
	})
})

describe('window', () => {
	it('ends value that went on after it by `window`, and only that', async () => {
		const texts = ['S>A 10@1', 'A>X 4@2', 'A>X 5@9', 'S>B 3@1']
		const result = await run(texts, { to: { height: 5 } })
		expect([arrived(result), loose(result)]).toEqual([['X 4 in 2'], ['A window 6', 'B endOfSource 3']])
		expect(result.status).toBe('complete')
		expect(result.endpoints[0]?.accounts[0]?.inflow).toEqual([{ asset: ETHER, amount: 4n }])
	})

	it('does not see what was before it', async () => {
		const texts = ['S>A 10@1', 'S>A 7@5', 'A>X 8@6']
		const result = await run(texts, { from: { height: 5 } })
		expect([result.ledger[0]?.seeded, arrived(result), loose(result)]).toEqual([7n, ['X 7 in 2'], []])
	})

	it('takes seconds and dates on a table that has heights, both ends included', async () => {
		const texts = ['S>A 10@1', 'A>X 4@2', 'A>X 5@3', 'A>X 1@4']
		for (const [from, to] of [
			[seconds(1), seconds(3)],
			[new Date(seconds(1) * 1000).toISOString().replace('.000', ''), { seconds: seconds(3) }],
		] as const) {
			const result = await run(texts, { from, to })
			expect([arrived(result), loose(result)]).toEqual([['X 9 in 2'], ['A window 1']])
			expect(result.endpoints[0]?.accounts[0]?.inflow).toEqual([{ asset: ETHER, amount: 9n }])
		}
	})

	it('may differ by chain, and only one for each', async () => {
		const texts = ['S>A 10@1', 'A>X 10@9']
		const result = await run(texts, { to: { ethereum: { height: 5 }, bitcoin: { height: 1 } } })
		expect(loose(result)).toEqual(['A window 10'])
		await expect(run(texts, { to: { ethereum: { height: 5 }, 'eip155:1': { height: 5 } } })).rejects.toThrow(
			'given twice',
		)
		await expect(run(texts, { to: { nowhere: { height: 5 } } })).rejects.toMatchObject({ code: 'E_INPUT' })
	})

	it('that a seed lies outside of is said', async () => {
		const texts = ['S>A 10@1', 'A>X 10@9']
		await expect(run(texts, { from: { height: 5 } }, [{ transaction: transaction(1) }])).rejects.toMatchObject({
			code: 'E_INPUT',
			details: { field: 'seeds[0]' },
		})
	})
})
