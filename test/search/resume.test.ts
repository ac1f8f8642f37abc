import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openCase } from '../../src/cases.js'
import type { ChainAdapter, Query } from '../../src/chains/adapter.js'
import { InputError } from '../../src/model/errors.js'
import { trace } from '../../src/trace.js'

const mainnet = resolve('fixtures/mainnet-2015')

/** Notes what is asked of a source. */
function noting(source: ChainAdapter, asked: Query[]): ChainAdapter {
	return {
		describe: (options) => source.describe(options),
		fetch: (queries, options) => {
			asked.push(...queries)
			return source.fetch(queries, options)
		},
		...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
	}
}

describe('resume', () => {
	test.each([0, 1, 7, 20, 56])(
		'stopped after %i look-ups and continued gives the bytes of one run',
		async (lookups) => {
			const { options } = await openCase(mainnet)
			const whole = await trace(options)
			const stopped = await trace({ ...options, budget: { ...options.budget, lookups } })
			expect(stopped.status).toBe('partial')
			expect(stopped.lookups).toBeLessThanOrEqual(lookups)
			const token = JSON.parse(JSON.stringify(stopped.resume))
			const asked: Query[] = []
			const continued = await trace({
				...options,
				sources: options.sources.map((source) => noting(source, asked)),
				resume: token,
			})
			expect(JSON.stringify(continued)).toBe(JSON.stringify(whole))
			expect(asked.length).toBe(whole.lookups - stopped.lookups)
			expect(whole.resume).toBeUndefined()
		},
	)

	test('a token of another question is refused', async () => {
		const { options } = await openCase(mainnet)
		const stopped = await trace({ ...options, budget: { ...options.budget, lookups: 3 } })
		const { resume } = stopped
		if (resume === undefined) throw new Error('no token')
		await expect(trace({ ...options, method: 'haircut', resume })).rejects.toThrow(InputError)
		await expect(trace({ ...options, resume: { ...resume, schema: 'other' } as never })).rejects.toThrow(/resume/)
	})
})
