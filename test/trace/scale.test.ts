import { describe, expect, it } from 'vitest'
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
import { ETHER, paymentSource } from '../support/payments.js'
import type { Row } from '../support/reference/orderRows.js'

const budget = { minShare: 0, hops: LENGTH + 1, maxDegree: 10 * LENGTH }

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

describe(`${LENGTH} steps in a row`, () => {
	it('on an account ledger', { timeout: 4 * LIMIT_MS }, async () => {
		const rows = Array.from({ length: LENGTH }, (_, n) => row(n, n + 1, n + 2, 1_000_000n))
		const sources = [await paymentSource(rows)]
		const labels = labelBookOf([[account(LENGTH + 1), 'service']])
		const result = await timed(() => trace({ seeds: [account(1)], sources, labels, budget }))
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([[LENGTH, 1_000_000n]])
		expect(result.endpoints[0]?.accounts[0]?.hops).toBe(LENGTH)
	})

	it('on an output ledger', { timeout: 4 * LIMIT_MS }, async () => {
		const transactions = chainOfSpends((n) => [[script(n), 100_000_000n - BigInt(n)]])
		const labels = labelBookOf([[script(LENGTH), 'service']])
		const seeds = [`${BITCOIN}/${txid(0)}:0`]
		const result = await timed(() => trace({ seeds, sources: [spends(transactions)], labels, budget }))
		expect(result.flows.map(({ hops, amount }) => [hops.length, amount])).toEqual([
			[LENGTH, 100_000_000n - BigInt(LENGTH)],
		])
		expect(result.ledger).toMatchObject([{ fees: BigInt(LENGTH), difference: 0n }])
		expect(result.endpoints[0]?.totals.floor).toBe(100_000_000n - BigInt(LENGTH))
	})

	it('of which each peels a unit off', { timeout: 4 * LIMIT_MS }, async () => {
		// Paths are listed whole, so that this costs the square in bytes: a tenth of the length.
		const short = Math.ceil(LENGTH / 10)
		const transactions = chainOfSpends((n) => [
			[script(2 * n + 1), 100_000_000n - 2n * BigInt(n)],
			[script(2 * n + 2), n === 0 ? 0n : 1n],
		]).slice(0, short + 1)
		const seeds = [`${BITCOIN}/${txid(0)}:0`]
		const result = await timed(() => trace({ seeds, sources: [spends(transactions)], budget }))
		expect(result.looseEnds).toHaveLength(short + 1)
		expect(result.ledger).toMatchObject([{ fees: BigInt(short), difference: 0n }])
	})
})

describe('a chain that is longer than the look-ups that may be made', () => {
	const lookups = Math.floor(LENGTH / 2)
	const amount = 100_000_000n

	it('says what it left', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(LENGTH, (n) => [n + 1, n + 2, 1_000_000n])]
		const result = await timed(() => trace({ seeds: [account(1)], sources, budget: { ...budget, lookups } }))
		expect([result.status, result.lookups]).toEqual(['partial', lookups])
		expect(result.looseEnds).toMatchObject([{ at: account(lookups + 1), stop: 'budget', amount: 1_000_000n }])
		expect(result.ledger).toMatchObject([{ toolLoss: 1_000_000n, difference: 0n }])
	})

	it('says what it left, looking back', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(LENGTH, (n) => [n + 1, n + 2, 1_000_000n])]
		const limits = { direction: 'backward', budget: { ...budget, lookups } } as const
		const result = await timed(() => trace({ seeds: [account(LENGTH + 1)], sources, ...limits }))
		expect([result.status, result.lookups]).toEqual(['partial', lookups])
		expect(result.looseEnds).toMatchObject([{ at: account(LENGTH + 1 - lookups), stop: 'budget', amount: 1_000_000n }])
		expect(result.ledger).toMatchObject([{ toolLoss: 1_000_000n, difference: 0n }])
	})

	it.each([
		// The question for the seed names the next output at once, looking back.
		['forward', `${BITCOIN}/${txid(0)}:0`, lookups - 1],
		['backward', `${BITCOIN}/${txid(LENGTH)}:0`, lookups],
	] as const)('says what it left of outputs, %s', { timeout: 4 * LIMIT_MS }, async (direction, seed, hops) => {
		const sources = [spends(chainOfSpends((n) => [[script(n), amount]]))]
		const limits = { direction, budget: { ...budget, lookups } } as const
		const result = await timed(() => trace({ seeds: [seed], sources, ...limits }))
		expect([result.status, result.lookups]).toEqual(['partial', lookups])
		expect(result.looseEnds).toMatchObject([{ stop: 'budget', amount, hops }])
		expect(result.ledger).toMatchObject([{ toolLoss: amount, difference: 0n }])
	})

	it('ends with the seconds that it has, and says so', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(LENGTH, (n) => [n + 1, n + 2, 1_000_000n])]
		// A clock of which a tenth of a second passes in every round.
		let clock = 0
		const onProgress = (): void => {
			clock += 100
		}
		const limits = { now: () => clock, onProgress, budget: { ...budget, seconds: 2 } }
		const result = await timed(() => trace({ seeds: [account(1)], sources, ...limits }))
		expect([result.status, result.lookups]).toEqual(['partial', 20])
		expect(result.looseEnds).toMatchObject([{ stop: 'budget', amount: 1_000_000n }])
		expect(result.warnings.map(({ code }) => code)).toContain('interrupted')
	})
})

describe(`${HUB} transfers at one account`, () => {
	it('end at a hub, which is said', { timeout: 4 * LIMIT_MS }, async () => {
		const sources = [payments(HUB, (n) => (n === 0 ? [1, 2, 500n] : [n + 2, 2, 10n]))]
		const result = await timed(() => trace({ seeds: [account(1)], sources, budget: { minShare: 0 } }))
		expect(result.looseEnds).toMatchObject([{ at: account(2), stop: 'hub', amount: 500n }])
		expect([result.status, result.ledger[0]?.toolLoss]).toEqual(['complete', 500n])
	})

	it.each(['fifo', 'haircut'] as const)('are replayed under %s', { timeout: 4 * LIMIT_MS }, async (method) => {
		const half = HUB / 2
		const sources = [payments(HUB, (n) => (n < half ? [n + 4, 2, 10n] : [2, n + 4, 10n]))]
		const options = { sources, method, panel: 'none', budget: { maxDegree: HUB, lookups: 5 } } as const
		const result = await timed(() => trace({ seeds: [{ transaction: `eip155:1/0x${txid(0)}` }], ...options }))
		expect(result.lookups).toBeGreaterThan(1)
		expect(result.ledger).toMatchObject([{ seeded: 10n, loose: 10n, difference: 0n }])
	})

	it.each(['fifo', 'haircut'] as const)(
		'of seed value, in and out, under %s',
		{ timeout: 4 * LIMIT_MS },
		async (method) => {
			// Each payment is a flow of its own, listed whole: a fifth of the payments.
			const half = HUB / 10
			const sources = [payments(2 * half, (n) => (n < half ? [1, 2, 10n] : [2, 3, 10n]))]
			const labels = labelBookOf([[account(3), 'service']])
			const options = { seeds: [account(1)], sources, labels, method, panel: 'none' } as const
			const result = await timed(() => trace({ ...options, budget: { minShare: 0 } }))
			expect(result.endpoints[0]?.totals.amount).toBe(10n * BigInt(half))
		},
	)
})
