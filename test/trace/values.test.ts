import { describe, expect, it } from 'vitest'
import { parseResult, trace } from '../../src/index.js'
import { PriceBook, type PriceInput, parsePrices } from '../../src/prices/index.js'
import { renderResult } from '../../src/report/index.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { madeTransactions, named, names } from '../support/madeTransactions.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'

const COIN = 'bitcoin/slip44:0'
const START = 1_500_000_000
const price = (time: number, worth: string): PriceInput => ({ asset: COIN, time, price: worth, source: 'made up' })
/** Paid to two exchanges ten minutes apart; the lesser part arrived when a coin was worth more. */
const paid = madeTransactions([
	'taker100000000 > early60000000 rest40000000',
	'rest40000000 > late39999999',
	['other5 > nobody5', { atSeconds: START + 2 * 86_400 }],
])
const labels = labelBookOf([
	[named('early'), 'Early'],
	[named('late'), 'Late'],
])
const traced = (options: Partial<TraceOptions> = {}) =>
	trace({
		seeds: [named('taker')],
		sources: [memoryAdapter(paid, { chain: BITCOIN, ledger: 'utxo', scope: 'excerpt' })],
		labels,
		...options,
	})
const rising = new PriceBook([price(START - 100, '1000.5'), price(START + 500, '2000')], { currency: 'USD' })

describe('what arrived was worth', () => {
	it('is exact, at the last price before it arrived, and says which prices it rests on', async () => {
		const result = await traced({ prices: rising })
		expect(result.endpoints.map(({ entity, rank, value }) => [entity, rank, value])).toEqual([
			['Early', 1, '600.3'],
			['Late', 2, '799.99998'],
		])
		expect(result.flows.map(({ account, value }) => [names([account]), value])).toEqual([
			['early', '600.3'],
			['late', '799.99998'],
		])
		const asset = 'bip122:000000000019d6689c085ae165831e93/slip44:0'
		expect(result.prices).toEqual({
			currency: 'USD',
			used: [
				{ asset, at: START - 100, price: '1000.5', source: 'made up', decimals: 8 },
				{ asset, at: START + 500, price: '2000', source: 'made up', decimals: 8 },
			],
		})
		expect(result.warnings.filter(({ code }) => code === 'values')).toHaveLength(1)
		expect(parseResult(JSON.stringify(result.toJSON()))).toEqual({ ...result })
	})

	it('changes no amount that was traced, and without prices is not assessed', async () => {
		const [plain, valued] = [await traced(), await traced({ prices: rising })]
		const traces = ({ endpoints, flows, ledger, looseEnds, factsHash }: typeof plain) => ({
			endpoints: endpoints.map(({ value, ...row }) => row),
			flows: flows.map(({ value, ...row }) => row),
			...{ ledger, looseEnds, factsHash },
		})
		expect(traces(valued)).toEqual(traces(plain))
		expect(valued.method.configHash).not.toBe(plain.method.configHash)
		expect('prices' in plain || 'value' in (plain.endpoints[0] ?? {})).toBe(false)
		expect(plain.warnings.find(({ code }) => code === 'notAsked')?.text).toContain('not assessed: no prices were given')
	})

	it('ranks where that is asked for: what has no price stands behind', async () => {
		const ranking = async (options: Partial<TraceOptions>) => {
			const { endpoints, flows, headline } = await traced(options)
			expect(endpoints.map(({ rank }) => rank)).toEqual([1, 2])
			expect(flows.map(({ rank }) => rank)).toEqual([1, 2])
			expect(flows.map(({ entity }) => entity)).toEqual(endpoints.map(({ entity }) => entity))
			expect(headline[0]?.entity).toBe(endpoints[0]?.entity)
			return endpoints.map(({ entity, value }) => `${entity} ${value}`)
		}
		expect(await ranking({ prices: rising, sortBy: 'value' })).toEqual(['Late 799.99998', 'Early 600.3'])
		expect(await ranking({ prices: rising, sortBy: 'expected' })).toEqual(['Late 799.99998', 'Early 600.3'])
		const old = new PriceBook([price(START + 500, '1')])
		expect(await ranking({ prices: old, sortBy: 'share' })).toEqual(['Early null', 'Late 0.39999999'])
		expect(await ranking({ prices: old, sortBy: 'value' })).toEqual(['Late 0.39999999', 'Early null'])
	})

	it('is shown in the report to two decimals, beside its prices', async () => {
		const text = await renderResult(await traced({ prices: rising }))
		expect(text).toMatch(/^rank +amount +share +value in USD +lower/m)
		expect(text).toMatch(/^ +2 +0\.39999999 +40\.0000 % +800\.00 /m)
		expect(text).toContain('   value       600.30 USD on arrival')
		expect(text).toContain('prices      2 used, said by "made up"; --json lists them')
		const missing = await renderResult(await traced({ prices: new PriceBook([price(START + 500, '1')]) }))
		expect(missing).toContain('   value       not assessed: a price of the day before is missing')
	})

	it.each([
		[{ sortBy: 'value' }, /options.sortBy: value needs prices, and none were given/],
		[{ sortBy: 'worth', prices: rising }, /options.sortBy/],
		[{ prices: 'prices.csv' }, /prices: expected a PriceBook/],
		[{ prices: { at: 1 } }, /prices: expected a PriceBook, which has a function at/],
	])('is refused before any source is asked: %j', async (options, message) => {
		await expect(traced(options as Partial<TraceOptions>)).rejects.toThrow(message)
	})

	it('is bound to the prices that a stopped trace began with', async () => {
		const stopped = await traced({ prices: rising, budget: { lookups: 1 } })
		const resume = stopped.resume
		if (resume === undefined) throw new Error('it was not stopped')
		const whole = await traced({ prices: rising })
		expect((await traced({ prices: rising, resume })).resultHash).toBe(whole.resultHash)
		await expect(traced({ resume })).rejects.toThrow(expect.objectContaining({ code: 'E_INPUT' }))
	})

	it('does not depend on how the list was written', async () => {
		const csv = `asset,time,price,source\n${COIN},${START + 500},2000,made up\n${COIN},${START - 100},1000.5,made up\n`
		const prices = parsePrices(csv, 'prices.csv', { currency: 'USD' })
		expect((await traced({ prices })).resultHash).toBe((await traced({ prices: rising })).resultHash)
	})
})
