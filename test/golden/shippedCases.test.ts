import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { check, findCases, openCase } from '../../src/cases.js'
import { chainFacts } from '../../src/model/chains.js'
import { RULE_IDS } from '../../src/model/method.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'

const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'
const fixtures = resolve('fixtures')

const of = ({ looseEnds }: TraceResult, stop: string): bigint =>
	looseEnds.reduce((sum, end) => (end.stop === stop ? sum + end.amount : sum), 0n)

/** Places in the order of height and, inside a block, of the path itself: enough to see a step that goes back. */
function placeByTime(result: TraceResult): (transfer: string) => number {
	const places = new Map<string, number>()
	for (const { hops } of result.flows)
		for (const [i, hop] of hops.entries()) places.set(hop.transfer, (hop.height ?? hop.at) * 1000 + i)
	return (transfer) => places.get(transfer) ?? -1
}

describe('the shipped cases', () => {
	it('give all that they expect', { timeout: 120_000 }, async () => {
		const report = await check([fixtures])
		expect(
			report.cases.filter(({ failures }) => failures.length > 0).map(({ path, failures }) => ({ path, failures })),
		).toEqual([])
		expect(report.passed).toBeGreaterThanOrEqual(20)
	})

	it('expect something of every worked example', async () => {
		const names = (await findCases(fixtures)).map((path) => path.slice(fixtures.length + 1).split('/')[0])
		expect([...new Set(names)]).toEqual([
			'anvil-theft',
			'mainnet-2015',
			'time-order',
			'worked-a1',
			'worked-u1',
			'worked-u2',
			'worked-u4',
			'worked-w1',
		])
	})

	it('give the satoshis of the mainnet blocks, every unit under a name', { timeout: 120_000 }, async () => {
		const { options } = await openCase(resolve(fixtures, 'mainnet-2015'))
		const result = await trace(options)
		expect(result.endpoints.map(({ rank, entity, totals }) => [rank, entity, totals.amount])).toEqual([
			[1, 'Bitfinex', 12_474_688_130n],
			[2, 'Bitstamp', 193_000_000n],
			[3, 'BTCC', 122_900_000n],
		])
		expect([of(result, 'noPrevout'), of(result, 'endOfSource')]).toEqual([35_371_984n, 21_987_209_029n])
		expect(result.ledger.reduce((sum, row) => sum + row.fees, 0n)).toBe(261_107n)
		expect(result.ledger.reduce((sum, row) => sum + row.seeded, 0n)).toBe(34_813_430_250n)
		expect(new Set(result.looseEnds.map(({ stop }) => stop))).toEqual(new Set(['noPrevout', 'endOfSource']))
		expect([result.status, result.scope, Object.keys(result.asOf)]).toEqual([
			'complete',
			'excerpt',
			[chainFacts('bitcoin')?.id],
		])
		expect(result.headline[0]?.text).toContain('Under FIFO, 124.74688130 BTC of the 348.13430250 in 8 outputs reached')
		checkResult(result, placeByTime(result))
		const [first] = result.explain('Bitfinex').flows
		for (const { before, entered, amount, after } of first?.hops ?? [])
			expect(before.balance + entered.balance - amount).toBe(after.balance)
		expect(first?.hops.every(({ tx }) => tx.startsWith(`${BITCOIN}/`) && tx.length === BITCOIN.length + 65)).toBe(true)
	})

	it.each(RULE_IDS.filter((rule) => rule !== 'libr'))('balance under %s', { timeout: 120_000 }, async (method) => {
		const { options } = await openCase(resolve(fixtures, 'mainnet-2015'))
		const result = await trace({ ...options, method })
		if (method !== 'poison') for (const { difference } of result.ledger) expect(difference).toBe(0n)
		checkResult(result, placeByTime(result))
	})
})

const examples = resolve('examples')
const data = resolve('../shared/data')

describe.skipIf(!existsSync(data))('the cases over data beside the checkout', () => {
	it('give all that they expect', { timeout: 300_000 }, async () => {
		const report = await check([examples], { allowOutside: true })
		expect(
			report.cases.filter(({ failures }) => failures.length > 0).map(({ path, failures }) => ({ path, failures })),
		).toEqual([])
		expect(report.passed).toBeGreaterThanOrEqual(5)
	})

	it('fail without leave to look outside', async () => {
		const report = await check([resolve(examples, 'lifi')])
		expect(report.cases.map(({ error }) => error?.code)).toEqual(['E_PATH', 'E_PATH'])
	})
})
