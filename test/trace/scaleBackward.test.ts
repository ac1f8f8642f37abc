import { describe, expect, it } from 'vitest'
import { payersOf } from '../../src/payersOf.js'
import { trace } from '../../src/trace.js'
import { labelBookOf } from '../support/labelBookOf.js'
import {
	account,
	chainOfSpends,
	HUB,
	LENGTH,
	LIMIT_MS,
	payments,
	script,
	spends,
	timed,
	txid,
} from '../support/longFacts.js'
import { BITCOIN } from '../support/memoryAdapter.js'

const budget = { minShare: 0, hops: LENGTH + 1, maxDegree: 10 * LENGTH }
const direction = 'backward'

describe(`${LENGTH} steps in a row, looked back`, () => {
	it('on an account ledger', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(LENGTH, (n) => [n + 1, n + 2, 1_000_000n])]
		const labels = labelBookOf([[account(1), 'service']])
		const seeds = [account(LENGTH + 1)]
		const result = await timed(() => trace({ seeds, sources, labels, direction, budget }))
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([[LENGTH, 1_000_000n]])
		expect(result.endpoints[0]?.accounts[0]).toMatchObject({ account: account(1), hops: LENGTH })
	})

	it('on an output ledger', { timeout: 4 * LIMIT_MS }, async () => {
		const amount = 100_000_000n
		const sources = [spends(chainOfSpends((n) => [[script(n), amount]]))]
		const labels = labelBookOf([[script(0), 'service']])
		const seeds = [`${BITCOIN}/${txid(LENGTH)}:0`]
		const result = await timed(() => trace({ seeds, sources, labels, direction, budget }))
		expect(result.flows.map(({ hops }) => hops.length)).toEqual([LENGTH])
		expect(result.ledger).toMatchObject([{ seeded: amount, arrived: amount, fees: 0n, difference: 0n }])
	})
})

describe(`${HUB} transfers at one account, looked back`, () => {
	it('end at a hub, which is said', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(HUB, (n) => (n === HUB - 1 ? [2, 1, 500n] : [n + 3, 2, 10n]))]
		const result = await timed(() => trace({ seeds: [account(1)], sources, direction, budget: { minShare: 0 } }))
		expect(result.looseEnds).toMatchObject([{ at: account(2), stop: 'hub', amount: 500n }])
		expect([result.status, result.ledger[0]?.toolLoss]).toEqual(['complete', 500n])
	})

	it('of whom each paid it are payers', { timeout: 4 * LIMIT_MS }, async () => {
		// Each payer is a loose end of its own, listed whole: a hundredth of the payments.
		const payers = HUB / 100
		const sources = [payments(payers, (n) => [n + 2, 1, 10n + BigInt(n % 7)])]
		const limits = { direction, panel: 'none', budget: { minShare: 0, hops: 0 } } as const
		const result = await timed(() => trace({ seeds: [account(1)], sources, ...limits }))
		expect(result.lookups).toBe(1)
		const found = payersOf(result)
		expect(found).toHaveLength(payers)
		expect(found.slice(0, 2)).toMatchObject([{ amount: 16n }, { amount: 16n }])
	})
})
