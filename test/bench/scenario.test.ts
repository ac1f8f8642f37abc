import { describe, expect, it } from 'vitest'
import { trace } from '../../src/trace.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { bestFirstOrder } from './baselines/bestFirstOrder.js'
import { oracleOrder } from './baselines/oracleOrder.js'
import { poisonOrder } from './baselines/poisonOrder.js'
import type { SearchOrder } from './baselines/searchOrder.js'
import { timeFreeHaircutOrder } from './baselines/timeFreeHaircutOrder.js'
import { accountRows } from './scenario/accountRows.js'
import { haircutTruth } from './scenario/haircutTruth.js'
import { makeScenario, type Scenario } from './scenario/makeScenario.js'
import type { ScenarioSize } from './scenario/places.js'
import { Recall } from './scenario/recall.js'
import { accountId, PAGE_ROWS, simulatedChain, TOKEN } from './scenario/simulatedChain.js'
import { warmCache } from './scenario/warmCache.js'

const TINY: ScenarioSize = { background: 1000, exchanges: 2, deposits: 200, services: 2, mixers: 1 }
const EVERYTHING = { minShare: 0, hops: 10_000, maxDegree: 1_000_000 }

const scenario = makeScenario(1, 'deep', TINY)
const index = accountRows(scenario.transfers, scenario.accounts)
const truth = haircutTruth(scenario)
const labelsOf = ({ exchanges }: Scenario) =>
	labelBookOf(Array.from({ length: exchanges }, (_, n) => [accountId(n), `exchange ${n}`] as const))
const seedOf = ({ source, amount }: Scenario) => ({
	account: accountId(source),
	asset: TOKEN,
	amount: BigInt(amount),
})
const labels = labelsOf(scenario)
const seeds = [seedOf(scenario)]

describe('a made-up chain', () => {
	it('is the same for the same seed and another for another', () => {
		expect(makeScenario(1, 'deep', TINY)).toEqual(scenario)
		expect(makeScenario(2, 'deep', TINY).transfers.length).not.toBe(scenario.transfers.length)
	})

	it('moves the money in time order, and its owner gets most of it to exchanges', () => {
		const { from, to, owned, amount, atSeconds, length } = scenario.transfers
		let [sent, arrived] = [0, 0]
		for (let row = 0; row < length; row++) {
			if (row > 0) expect(atSeconds[row]).toBeGreaterThanOrEqual(atSeconds[row - 1] as number)
			expect(owned[row]).toBeLessThanOrEqual(amount[row] as number)
			if (from[row] === scenario.source) sent += owned[row] as number
			if ((to[row] as number) < scenario.exchanges) arrived += owned[row] as number
		}
		expect(sent).toBe(scenario.amount)
		expect(arrived).toBeGreaterThan(0.5 * sent)
		expect(arrived).toBeLessThanOrEqual(sent)
	})

	it('has a truth that a trace of everything finds to the unit', async () => {
		const size = { background: 1000, exchanges: 3, deposits: 100, services: 4, mixers: 1 }
		const scenario = makeScenario(1, 'short', size)
		const truth = haircutTruth(scenario)
		const [seeds, labels] = [[seedOf(scenario)], labelsOf(scenario)]
		const { adapter } = simulatedChain(scenario, accountRows(scenario.transfers, scenario.accounts))
		const result = await trace({
			...{ seeds, sources: [adapter], labels, method: 'haircut', panel: 'none' },
			budget: EVERYTHING,
		})
		const arrived = new Map<string, bigint>()
		for (let row = 0; row < truth.length; row++) {
			const payee = scenario.transfers.to[row] as number
			if (payee >= scenario.exchanges || (truth[row] as number) === 0) continue
			arrived.set(accountId(payee), (arrived.get(accountId(payee)) ?? 0n) + BigInt(truth[row] as number))
		}
		const found = result.endpoints.flatMap(({ accounts }) =>
			accounts.map(({ account, amounts }) => [account, amounts[0]?.amount ?? 0n] as const),
		)
		expect(new Map(found.filter(([, amount]) => amount > 0n))).toEqual(arrived)
	})
})

describe('the simulated source', () => {
	it('counts look-ups, replies of at most 1000 rows, and rounds', async () => {
		const rowsOf = (account: number): number => (index.start[account + 1] as number) - (index.start[account] as number)
		const busiest = Array.from({ length: scenario.accounts }, (_, n) => n).find((n) => rowsOf(n) > PAGE_ROWS) as number
		const { adapter, asked } = simulatedChain(scenario, index)
		const subjects = [accountId(busiest), accountId(scenario.source)]
		const pages: number[] = []
		for await (const page of adapter.fetch(subjects.map((subject) => ({ kind: 'account', subject }))))
			pages.push(page.transactions.length)
		expect(Math.max(...pages)).toBe(PAGE_ROWS)
		expect(asked).toEqual({ lookups: 2, requests: Math.ceil(rowsOf(busiest) / PAGE_ROWS) + 1, rounds: 1 })
	})

	it('is asked nothing by a repeated trace behind a warm cache', async () => {
		const { adapter, asked } = simulatedChain(scenario, index)
		const sources = [warmCache(adapter)]
		const first = await trace({ seeds, sources, labels, panel: 'none' })
		const once = { ...asked }
		const again = await trace({ seeds, sources, labels, panel: 'none' })
		expect([once.lookups, asked]).toEqual([first.lookups, once])
		expect(again.resultHash).toBe(first.resultHash)
	})
})

describe('orders of look-ups to hold ours against', () => {
	const lookups = (order: SearchOrder | typeof oracleOrder): number => {
		const recall = new Recall(scenario, truth)
		order({ scenario, index, recall, most: scenario.accounts }, truth)
		return recall.reachedAt as number
	}

	it('all find it; who knows more needs fewer', () => {
		const [oracle, best, timeFree, poison] = [oracleOrder, bestFirstOrder, timeFreeHaircutOrder, poisonOrder].map(
			lookups,
		) as [number, number, number, number]
		expect(oracle).toBeGreaterThan(50)
		expect(best).toBeGreaterThanOrEqual(oracle)
		expect(timeFree).toBeGreaterThanOrEqual(oracle)
		expect(poison).toBeGreaterThan(Math.max(best, timeFree))
	})
})
