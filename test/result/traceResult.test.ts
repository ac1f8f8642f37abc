import { describe, expect, it } from 'vitest'
import { parseResult } from '../../src/index.js'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { account, paymentSource, payments } from '../support/payments.js'

async function sample(): Promise<TraceResult> {
	const sources = [await paymentSource(payments('N>A 10', 'S>A 10', 'A>X 12', 'A>Y 5'))]
	const labels = labelBookOf([
		[account('X'), 'One'],
		[account('Y'), 'Two'],
	])
	return trace({ seeds: [account('S')], sources, labels, budget: { minShare: 0 } })
}

describe('a result', () => {
	it('comes back from text or value with amounts as bigint, without the graph', async () => {
		const result = await sample()
		const text = JSON.stringify(result)
		for (const json of [text, JSON.parse(text)]) {
			const back = parseResult(json)
			expect(JSON.stringify(back)).toBe(text)
			expect(back.endpoints[0]?.totals.amount).toBe(result.endpoints[0]?.totals.amount)
			expect(back.graph).toBeUndefined()
			expect(back.explain(1).flows).toEqual(result.explain(1).flows)
			expect(back.compareMethods()).toEqual(result.compareMethods())
		}
		expect(result.graph?.order).toBeGreaterThan(0)
		expect(text).not.toContain('"graph"')
		expect({ ...result }).not.toHaveProperty('explain')
	})

	it('comes back with a share that poison made greater than any whole number that is exact', async () => {
		const rows = payments(`N>A ${10n ** 40n}`, 'S>A 1', `A>X ${10n ** 40n + 1n}`)
		const labels = labelBookOf([[account('X'), 'One']])
		const options = { seeds: [account('S')], sources: [await paymentSource(rows)], labels, budget: { minShare: 0 } }
		const text = JSON.stringify(await trace({ ...options, method: 'poison' }))
		expect(JSON.parse(text).endpoints[0].share).toBeGreaterThan(1e39)
		expect(JSON.stringify(parseResult(text))).toBe(text)
	})

	it.each([
		['text that is no JSON', '{'],
		['another thing', '[]'],
		['nothing', null],
		['another version', { schema: 'fundtrail.trace/2' }],
	])('is not read from %s', (_what, json) => {
		expect(() => parseResult(json)).toThrowError(expect.objectContaining({ name: 'InputError', code: 'E_INPUT' }))
	})

	it.each([
		['an amount as number', (json: Json) => Object.assign(json.ledger[0]!, { seeded: 10 }), 'result.ledger[0].seeded'],
		[
			'an amount with a point',
			(json: Json) => Object.assign(json.ledger[0]!, { seeded: '1.5' }),
			'result.ledger[0].seeded',
		],
		['a stop that is unknown', (json: Json) => Object.assign(json.looseEnds[0] ?? json, { stop: 'x' }), 'result'],
	])('is not read with %s', async (_what, spoil, field) => {
		const json = JSON.parse(JSON.stringify(await sample())) as Json
		spoil(json)
		expect(() => parseResult(json)).toThrowError(
			expect.objectContaining({ code: 'E_INPUT', details: { field: expect.stringContaining(field) } }),
		)
	})

	it('of a later version keeps what this one does not know, at every depth, and its digest', async () => {
		const json = JSON.parse(JSON.stringify(await sample()))
		json.extra = { amount: '5', list: [1, null] }
		for (const part of [json.method, json.ledger[0], json.endpoints[0].totals, json.flows[0].hops[0], json.coverage[0]])
			part.added = 'x'
		const back = parseResult(canonicalJson(json))
		expect(canonicalJson(back)).toBe(canonicalJson(json))
		expect(back.ledger[0]?.seeded).toBe(10n)
		expect(back.explain(1).flows).toHaveLength(1)
	})

	it('is not read from text that says a thing twice, or a number that cannot be held', async () => {
		const text = JSON.stringify(await sample())
		for (const wrong of [
			text.replace('"status":', '"status":"partial","status":'),
			text.replace('"lookups":', '"lookups":1e400,"x":'),
			`${text} {}`,
		])
			expect(() => parseResult(wrong)).toThrowError(
				expect.objectContaining({ code: 'E_INPUT', details: expect.objectContaining({ line: 1 }) }),
			)
	})

	it('is not read with a count that is not exact', async () => {
		const wrong = JSON.stringify(await sample()).replace('"lookups":', '"lookups":12345678901234567890,"x":')
		expect(() => parseResult(wrong)).toThrowError(
			expect.objectContaining({ code: 'E_INPUT', details: { field: 'result.lookups' } }),
		)
	})

	it('takes a key of the language for data', async () => {
		const text = JSON.stringify(await sample()).replace('{', '{"__proto__":{"polluted":true},')
		const back = parseResult(text)
		expect(({} as { polluted?: boolean }).polluted).toBeUndefined()
		expect(Object.getPrototypeOf(back)).toBe(Object.prototype)
		expect((back as { polluted?: boolean }).polluted).toBeUndefined()
	})

	it('explains an endpoint by number, entity or account, and says how many there are', async () => {
		const result = await sample()
		const [first] = result.endpoints
		for (const which of [1, first?.entity ?? '', first?.accounts[0]?.account ?? ''])
			expect(result.explain(which)).toMatchObject({ number: 1, rule: 'fifo', endpoint: first })
		for (const which of [0, 3, -1, 1.5, Number.NaN, 'Three', '__proto__', ''])
			expect(() => result.explain(which)).toThrowError(
				expect.objectContaining({ code: 'E_INPUT', details: { field: 'endpoint', count: 2 } }),
			)
	})

	it('compares the rules by endpoint', async () => {
		const result = await sample()
		const rows = result.compareMethods()
		expect(rows.map(({ entity, amount }) => [entity, amount])).toEqual([
			['Two', 5n],
			['One', 2n],
		])
		expect(rows[0]?.panel).toMatchObject({ fifo: 5n, haircut: 3n, lifo: 0n })
	})
})

interface Json {
	readonly ledger: object[]
	readonly looseEnds: object[]
}
