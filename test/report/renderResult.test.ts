import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { formatUnits } from '../../src/model/amount.js'
import type { Hop } from '../../src/model/hop.js'
import type { ResultData } from '../../src/model/result.js'
import { renderExplanation } from '../../src/report/renderExplanation.js'
import { renderHop } from '../../src/report/renderHop.js'
import { renderResult } from '../../src/report/renderResult.js'
import { trace } from '../../src/trace.js'
import { parseResult, type TraceResult } from '../../src/traceResult.js'

const BTC = 100_000_000n
const btc = (text: string | undefined): bigint => {
	const [whole = '', fraction = ''] = (text ?? '').split('.')
	return BigInt(whole) * BTC + BigInt(fraction.padEnd(8, '0'))
}

describe('renderResult', () => {
	let result: TraceResult
	let text: string
	let lines: string[]
	const section = (start: string): string[] => {
		const from = lines.findIndex((line) => line.startsWith(start))
		return lines.slice(from + 1)
	}

	beforeAll(async () => {
		result = await trace((await openCase('fixtures/mainnet-2015')).options)
		text = await renderResult(result)
		lines = text.split('\n')
	})

	it('ranks with exact amounts that the accounts below add up to', () => {
		const rows = section('Ranking of ').filter((line) => /^ +\d+ +\d+\.\d{8} /.test(line))
		expect(rows.map((row) => row.trim().split(/ {2,}/).slice(0, 3))).toEqual([
			['1', '124.74688130', '35.8330 %'],
			['2', '1.93000000', '0.5544 %'],
			['3', '1.22900000', '0.3530 %'],
		])
		const bitfinex = section('1. Labelled "Bitfinex"').slice(
			0,
			section('1. Labelled').findIndex((line) => line.startsWith('2. ')),
		)
		const accounts = bitfinex.flatMap(
			(line) => /^ +(\d+\.\d{8}) +(\d+\.\d{8}) +(\d+) {2}(\S+) {2}(.+)$/.exec(line)?.slice(1, 6) ?? [],
		)
		expect(accounts).toHaveLength(10)
		expect(btc(accounts[0]) + btc(accounts[5])).toBe(12_474_688_130n)
		expect(accounts[4]).toBe('"Bitfinex" as exchange [1]')
		expect(bitfinex.some((line) => /^ {3}\[1\] "Copexit\/am-i-exposed .+", 2026-06-09, pack ".+"$/.test(line))).toBe(
			true,
		)
	})

	it('lists loose ends that add up to the sum of their reason, the rest counted', () => {
		const own = section('Loose ends: ')
		const places = own.slice(
			0,
			own.findIndex((line) => line.startsWith('0.35371984 BTC')),
		)
		const listed = places.flatMap((line) => /^ +(\d+\.\d{8}) +\d+ {2}bip122/.exec(line)?.[1] ?? [])
		const more = places.flatMap(
			(line) => /^ {3}and (\d+) more with (\d+\.\d{8}) BTC together; --json has all$/.exec(line)?.slice(1) ?? [],
		)
		expect(listed).toHaveLength(10)
		expect(Number(more[0])).toBe(result.looseEnds.filter(({ stop }) => stop === 'endOfSource').length - 10)
		expect([...listed, more[1]].reduce((sum, amount) => sum + btc(amount), 0n)).toBe(21_987_209_029n)
	})

	it('lists as many loose ends as are asked for', async () => {
		const all = await renderResult(result, { looseRows: 1_000 })
		expect(all).not.toContain('--json has all')
		for (const { at } of result.looseEnds) expect(all).toContain(at)
		const none = await renderResult(result, { looseRows: 0 })
		expect(none).toContain('and 27 more with 219.87209029 BTC together')
	})

	it('prints a ledger in which every row balances', () => {
		const rows = section('Ledger in BTC').flatMap((line) => {
			const cells = line.trim().split(/ {2,}/)
			return /^\d+\.\d{8}$/.test(cells[0] ?? '') ? [cells] : []
		})
		expect(rows).toHaveLength(9)
		for (const [seeded, arrived, loose, fees, difference] of rows) {
			expect(btc(seeded)).toBe(btc(arrived) + btc(loose) + btc(fees))
			expect(btc(difference)).toBe(0n)
		}
		expect(rows.at(-1)?.slice(0, 4)).toEqual(['348.13430250', '127.90588130', '220.22581013', '0.00261107'])
		expect(rows.map((cells) => cells.at(-1))).toEqual([...result.ledger.map(({ seed }) => seed), 'all 8 seeds'])
	})

	it('is the same text for a result that was read back', async () => {
		expect(await renderResult(parseResult(JSON.stringify(result.toJSON())))).toBe(text)
	})

	it('warns of a rule that does not conserve instead of balancing', async () => {
		const { options } = await openCase('fixtures/worked-u2/poison.case.json')
		const poison = await renderResult(await trace(options))
		expect(poison).toContain('Not balanced: this rule counts value in full after first contact')
		expect(poison).toContain('- no labels: nothing can be an endpoint')
		expect(poison).toMatch(/^- The rule poison counts value in full after first contact/m)
	})

	it('prints amounts beyond what a float can hold to the last unit', async () => {
		const [first] = result.ledger
		const huge = 2n ** 255n + 1n
		const row = { ...first, seeded: huge, arrived: huge, loose: 0n, fees: 0n } as ResultData['ledger'][number]
		expect(await renderResult({ ...result, ledger: [row] } as ResultData)).toContain(formatUnits(huge, 8))
	})
})

describe('renderExplanation', () => {
	it('says that a result read back has no graph, and shows the same steps', async () => {
		const result = await trace((await openCase('fixtures/mainnet-2015')).options)
		const whole = (await renderExplanation(result.explain(1), result.graph)).split('\n')
		const back = parseResult(JSON.stringify(result.toJSON()))
		const again = (await renderExplanation(back.explain(1), back.graph)).split('\n')
		expect(again.slice(0, -2)).toEqual(whole.slice(0, -2))
		expect(again.at(-2)).toBe('Upstream: the traced graph is not part of a result that was read back.')
	})

	it('explains an endpoint that gets nothing under the primary rule', async () => {
		const result = await trace((await openCase('fixtures/mainnet-2015')).options)
		const [endpoint] = result.endpoints
		if (endpoint === undefined) throw new Error('no endpoint')
		const none = { ...endpoint, totals: { ...endpoint.totals, seedAmount: 0n }, flows: [] }
		const text = await renderExplanation({ number: 4, rule: 'fifo', endpoint: none, flows: [] }, result.graph)
		expect(text).toContain('No value reaches endpoint 4 under this rule')
		expect(text).not.toContain('Sum of the flows')
	})
})

describe('renderHop', () => {
	const holding = { balance: 10n, taint: 5n }
	const hop: Hop = {
		kind: 'transfer',
		chain: 'eip155:1',
		tx: `eip155:1/0x${'ab'.repeat(32)}`,
		transfer: `eip155:1/0x${'ab'.repeat(32)}#row:0`,
		index: 0,
		height: null,
		at: 1_700_000_000,
		from: null,
		to: null,
		asset: 'usd',
		amount: 4n,
		taint: 2n,
		before: holding,
		entered: { balance: 1n, taint: 0n },
		after: { balance: 7n, taint: 3n },
		evidence: [],
	}
	const part = { amount: 1n, seed: '1 usd', ruleName: 'FIFO', spends: null }
	const render = (given: Parameters<typeof renderHop>[0]): string => renderHop(given, part, (id) => id, '').join('\n')

	it('says what is not known instead of leaving it out', () => {
		const text = render(hop)
		expect(text).toContain('from       not told by the source: issued, or unknown')
		expect(text).toContain('to         nobody: burnt')
		expect(text).toContain('index      0, height not told by the source, 2023-11-14T22:13:20Z')
		expect(text).toContain('balance    10 + 1 − 4 = 7')
		expect(text).toContain('taint      5 + 0 − 2 = 3')
		expect(render({ ...hop, kind: 'spend' })).toContain('from       not known: the spent output was not read')
	})

	it('marks a sum that does not hold', () => {
		expect(render({ ...hop, after: { balance: 8n, taint: 3n } })).toContain('balance    10 + 1 − 4 ≠ 8')
	})
})
