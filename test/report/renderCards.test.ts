import { describe, expect, it } from 'vitest'
import { joinMarket } from '../../src/heuristics/index.js'
import { renderResult } from '../../src/report/index.js'
import { payees, payers, spend, times } from '../heuristics/spend.js'
import { chain, out, traceMixes } from '../trace/mixTrace.js'

const fund = spend('fund', payers(200_000n), payees(100_000n))
const round = spend(
	'round',
	[[1_000, 100_000n, out(fund, 0)], ...payers(...times(3, 60_000n))],
	payees(...times(4, 50_000n), 49_000n, 9_000n),
)
const facts = chain(fund, round)
const seeds = [out(fund, 0)]
const lines = (text: string, name: string): string[] => text.split('\n').filter((line) => line.endsWith(`  ${name}`))

describe('cards as text', () => {
	it('stand beside the findings of a result, once for each heuristic', async () => {
		const text = await renderResult(await traceMixes(facts, { seeds }))
		const [line, ...others] = lines(text, 'joinMarket/2')
		expect(line?.trim().split(/ {2,}/)).toEqual([
			'1',
			'126 of 136 [87.0 %, 96.0 %]',
			'10 of 136 [4.0 %, 13.0 %]',
			'not measured',
			'10 of 345 [1.6 %, 5.3 %]',
			joinMarket.card?.measuredOn,
			'joinMarket/2',
		])
		expect(others).toEqual([])
	})

	it('say of a heuristic that has none that it was never measured', async () => {
		const own = { ...joinMarket, id: 'own', version: '1', card: null }
		const text = await renderResult(await traceMixes(facts, { seeds, heuristics: [own] }))
		expect(lines(text, 'own/1')[0]).toMatch(/^ +1( +not measured){4} +never {2}own\/1$/)
	})

	it('are left out where nothing was found', async () => {
		expect(await renderResult(await traceMixes(facts, { seeds, heuristics: [] }))).not.toContain('as last measured')
	})
})
