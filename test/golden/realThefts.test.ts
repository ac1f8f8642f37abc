import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { RULE_IDS } from '../../src/model/method.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'

const data = resolve('../shared/data/evm/cases')

interface Truth {
	readonly address: string
	readonly in_usd6: string
	readonly hops: string
	readonly kind: string
}

/** The walk stops at a bridge account on the way of three steps, and goes by another of four. */
const OTHER_HOPS: Readonly<Record<string, number>> = { '0x21d836f0c01f96c3bee36a47a3c8f0d6c4887427': 4 }

/** Every account of a result with its steps and what arrived there, endpoints and loose ends alike. */
function reached({ endpoints, looseEnds }: TraceResult): Map<string, { hops: number; inflow: bigint }> {
	const found = new Map<string, { hops: number; inflow: bigint }>()
	const rows = [
		...endpoints.flatMap(({ accounts }) => accounts),
		...looseEnds.map(({ at, hops, inflow }) => ({ account: at, hops, inflow })),
	]
	for (const { account, hops, inflow } of rows)
		found.set(account, { hops, inflow: inflow.reduce((sum, { amount }) => sum + amount, 0n) })
	return found
}

describe.skipIf(!existsSync(data)).each([
	['atomic-wallet', 'atomic', 101],
	['lifi', 'lifi', 33],
] as const)('%s', (example, folder, count) => {
	let truth: Truth[] = []
	let options: Awaited<ReturnType<typeof openCase>>['options']
	beforeAll(async () => {
		truth = parse(readFileSync(resolve(data, folder, 'expected-endpoints.csv')), { columns: true })
		options = (await openCase(resolve('examples', example), { allowOutside: true })).options
	})

	it('shows every endpoint of the truth under poison, with its steps and inflow', { timeout: 120_000 }, async () => {
		expect(truth).toHaveLength(count)
		const result = await trace({ ...options, method: 'poison' })
		const found = reached(result)
		const figures = truth.map(({ address }) => [address, found.get(`eip155:1:${address}`)])
		expect(figures).toEqual(
			truth.map(({ address, hops, in_usd6 }) => [
				address,
				{ hops: OTHER_HOPS[address] ?? Number(hops), inflow: BigInt(in_usd6) },
			]),
		)
		for (const { totals } of result.endpoints) expect([totals.lower, totals.upper]).toEqual([null, null])
	})

	it.each(RULE_IDS.filter((rule) => rule !== 'poison'))(
		'brings no account more than arrived there under %s',
		{ timeout: 120_000 },
		async (method) => {
			const result = await trace({ ...options, method, panel: 'none' })
			const inflow = new Map(truth.map(({ address, in_usd6 }) => [`eip155:1:${address}`, BigInt(in_usd6)]))
			let compared = 0
			for (const { account, amounts } of result.endpoints.flatMap(({ accounts }) => accounts)) {
				const amount = amounts.reduce((sum, row) => sum + row.amount, 0n)
				const most = inflow.get(account)
				if (most === undefined) continue
				compared++
				expect(amount <= most).toBe(true)
			}
			expect(compared).toBeGreaterThan(2)
			expect(result.ledger.map(({ difference }) => difference)).toEqual(result.ledger.map(() => 0n))
		},
	)
})

describe.skipIf(!existsSync(data))('what arrived', () => {
	it('of Atomic Wallet came to Huobi first, and to others under both openings as an independent count has it', {
		timeout: 120_000,
	}, async () => {
		const { options } = await openCase(resolve('examples/atomic-wallet'), { allowOutside: true })
		const endpointCategories = ['exchange', 'defi_bridge', 'instant_swapper', 'custody', 'gambling', 'mixing_service']
		const fifo = await trace({ ...options, panel: 'none' })
		expect(fifo.endpoints[0]).toMatchObject({
			entity: 'Huobi/HTX',
			totals: { amount: 4_317_892_330_000n, lower: 4_267_552_580_000n, upper: 4_317_892_330_000n },
		})
		const wide = await trace({ ...options, panel: 'none', endpointCategories })
		const openings = (entity: string): unknown => {
			const { amount, lower, upper } = wide.endpoints.find((row) => row.entity === entity)?.totals ?? {}
			return { amount, lower, upper }
		}
		const both = (late: bigint, least: bigint): unknown => ({
			...{ amount: late, lower: late < least ? late : least, upper: late < least ? least : late },
		})
		expect(openings('THORChain')).toEqual(both(1_797_352_840_000n, 1_512_585_450_000n))
		expect(openings('SWFT')).toEqual(both(1_298_835_450_000n, 1_403_631_710_000n))
		expect(openings('Avalanche bridge')).toEqual(both(181_601_080_000n, 406_122_270_000n))
	})

	it('of LI.FI came to the mixer before the exchanges', { timeout: 120_000 }, async () => {
		const { options } = await openCase(resolve('examples/lifi'), { allowOutside: true })
		const { endpoints } = await trace(options)
		expect(endpoints.map(({ category }) => category)).toEqual(['mixing_service', 'instant_swapper', 'instant_swapper'])
	})
})
