import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCase } from '../../src/cases.js'
import { trace } from '../../src/trace.js'

async function boundsOf(path: string): Promise<Record<string, [bigint | null, bigint | null]>> {
	const { options } = await openCase(resolve(path))
	const result = await trace(options)
	return Object.fromEntries(result.endpoints.map(({ name, totals }) => [name, [totals.floor, totals.ceiling]]))
}

describe('policy-free bounds', () => {
	test('A1: X in [1, 6], Y in [0, 9]', async () => {
		expect(await boundsOf('fixtures/worked-a1')).toEqual({ EX1: [1n, 6n], EX2: [0n, 9n] })
	})

	test('U4: EX1 in [300, 600], EX2 in [200, 500]', async () => {
		expect(await boundsOf('fixtures/worked-u4')).toEqual({ EX1: [300n, 600n], EX2: [200n, 500n] })
	})

	test('W1: the greatest temporal flow to X is 12', async () => {
		expect(await boundsOf('fixtures/worked-w1')).toEqual({ EX1: [12n, 12n] })
	})

	test('value that the search left unexplored raises ceilings and lowers floors', async () => {
		const { options } = await openCase(resolve('fixtures/worked-u4'))
		const whole = await trace(options)
		const cut = await trace({ ...options, budget: { ...options.budget, hops: 1 } })
		for (const endpoint of cut.endpoints) {
			const same = whole.endpoints.find(({ entity }) => entity === endpoint.entity)
			expect(endpoint.totals.ceiling).toBeGreaterThanOrEqual(same?.totals.ceiling as bigint)
			expect(endpoint.totals.floor).toBeLessThanOrEqual(same?.totals.floor as bigint)
		}
	})

	test('without a panel there are none', async () => {
		const { options } = await openCase(resolve('fixtures/worked-a1'))
		const result = await trace({ ...options, panel: 'none' })
		expect(result.endpoints.map(({ totals }) => [totals.floor, totals.ceiling])).toEqual([
			[null, null],
			[null, null],
		])
	})
})
