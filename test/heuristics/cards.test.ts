import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { failuresOf } from '../../scripts/cards/failuresOf.js'
import { hasCardData, MIX_DATA, measureCards } from '../../scripts/cards/measureCards.js'
import { cardOf, type KnownCase } from '../../scripts/cards/measurement.js'
import { readMixSets } from '../../scripts/cards/mixMeasurements.js'
import { FactIndex } from '../../src/graph/factIndex.js'
import { PEEL_CHAIN } from '../../src/heuristics/bitcoin/peel/peelChains.js'
import { figuresFor } from '../../src/heuristics/carded.js'
import { wilson } from '../../src/heuristics/cards/wilson.js'
import { POOL_LEADS } from '../../src/heuristics/evm/mixing/poolLeads.js'
import { carded, cards, coSpend, joinMarket, judge, optional, standard } from '../../src/heuristics/index.js'
import { heuristicCardSchema } from '../../src/model/heuristicCard.js'
import { payees, payers, spend, times } from './spend.js'

describe('Wilson intervals', () => {
	// Newcombe, Statistics in Medicine 17, 1998, table I.
	it.each([
		[81, 263, 0.2553, 0.3662],
		[15, 148, 0.0624, 0.1605],
		[0, 20, 0, 0.1611],
		[1, 29, 0.0061, 0.1718],
		[29, 29, 0.883, 1],
	])('of %i in %i', (hits, of, low, high) => {
		const interval = wilson(hits, of)
		expect(interval?.low).toBeCloseTo(low, 4)
		expect(interval?.high).toBeCloseTo(high, 4)
		expect(interval?.value).toBeCloseTo(hits / of, 6)
	})

	it('of nothing are none', () => {
		expect(wilson(0, 0)).toBeNull()
	})
})

describe('a measured card', () => {
	const cases = (n: number, holds: boolean, answer: KnownCase['answer'], own = true): KnownCase[] =>
		Array.from({ length: n }, () => ({ file: 'f', holds, own, answer }))
	const card = (...known: KnownCase[][]) =>
		cardOf({ heuristic: coSpend, population: 'p', cases: known.flat() }, new Map([['f', 'd']]), '2026-01-01')

	it('counts what was found against what is so', () => {
		const made = card(
			cases(6, true, 'found'),
			cases(2, true, 'absent'),
			cases(1, true, 'unknown'),
			cases(3, true, 'found', false),
			cases(1, false, 'found'),
			cases(9, false, 'absent'),
		)
		expect(made.precision).toMatchObject({ hits: 9, of: 10 })
		expect(made.falseDiscovery).toMatchObject({ hits: 1, of: 10 })
		expect(made.recall).toMatchObject({ hits: 6, of: 9 })
		expect(made.falsePositives).toMatchObject({ hits: 1, of: 10 })
		expect(made).toMatchObject({ unknown: 1, data: [{ name: 'f', sha256: 'd', cases: 22 }] })
	})

	it('leaves out what the cases cannot tell', () => {
		expect(card(cases(4, false, 'absent'))).toMatchObject({ precision: null, recall: null, falseDiscovery: null })
		expect(card(cases(4, true, 'found'))).toMatchObject({ precision: null, falsePositives: null, recall: { of: 4 } })
	})

	it('of what chooses among answers counts each wrong choice, and no case as false', () => {
		const known = [...cases(6, true, 'found'), ...cases(2, true, 'wrong'), ...cases(4, true, 'absent')]
		const made = cardOf({ heuristic: coSpend, population: 'p', cases: known, chooses: true }, new Map(), '2026-01-01')
		expect(made.precision).toMatchObject({ hits: 6, of: 8 })
		expect(made.falseDiscovery).toMatchObject({ hits: 2, of: 8 })
		expect(made.recall).toMatchObject({ hits: 6, of: 12 })
		expect(made.falsePositives).toBeNull()
	})

	it('names the failures that the heuristic’s own file states', () => {
		expect(failuresOf('coSpend')).toEqual([
			'strangers sign together (CoinJoin, PayJoin)',
			'a custodian signs for many customers',
		])
		expect(() => failuresOf('nothing')).toThrow(/no file/)
	})
})

describe('the shipped cards', () => {
	it('fit their schema, one for each version', () => {
		for (const card of cards) expect(z.safeParse(heuristicCardSchema, card).success).toBe(true)
		const names = [...standard, ...optional, PEEL_CHAIN, POOL_LEADS].map(({ id, version }) => `${id}/${version}`)
		expect(cards.map(({ heuristic, version }) => `${heuristic}/${version}`)).toEqual(names.sort())
	})

	it('give each heuristic the figures of its card', () => {
		const peels = { id: PEEL_CHAIN.id, card: figuresFor(PEEL_CHAIN) }
		const pools = { id: POOL_LEADS.id, card: figuresFor(POOL_LEADS) }
		for (const { id, card } of [...standard, ...optional, peels, pools]) {
			const own = cards.find(({ heuristic }) => heuristic === id)
			const { measuredOn, precision, recall, falseDiscovery, falsePositives } = own ?? {}
			const figures = { id: `${id}/${own?.version}`, measuredOn, precision, recall, falseDiscovery, falsePositives }
			expect(card).toEqual(figures)
		}
	})

	it('have no figure where the data hold no truth, and say so', () => {
		const without = cards.filter(({ data }) => data.length === 0)
		expect(without.map(({ heuristic }) => heuristic)).toEqual(expect.arrayContaining(['change', 'payJoin']))
		for (const { precision, recall, falseDiscovery, falsePositives, population } of without) {
			expect([precision, recall, falseDiscovery, falsePositives]).toEqual([null, null, null, null])
			expect(population).toMatch(/^Not measured: no truth in the data\./)
		}
	})

	it('name the failures of the head of the file, also where the data are absent', () => {
		for (const { heuristic, failures } of cards) expect(failures).toEqual(failuresOf(heuristic))
	})

	it('stand beside every claim, and null where there is none', () => {
		const round = spend('m', payers(...times(3, 60_000n)), payees(...times(3, 50_000n), 7_000n))
		const [found] = judge([joinMarket], round, new FactIndex())
		expect(found?.evidence.heuristic.card).toEqual({
			id: 'joinMarket/2',
			measuredOn: expect.any(String),
			precision: expect.objectContaining({ of: 136 }),
			recall: null,
			falseDiscovery: expect.objectContaining({ of: 136 }),
			falsePositives: expect.objectContaining({ of: 345 }),
		})
		const changed = carded({ ...joinMarket, version: 'unmeasured' })
		expect(judge([changed], round, new FactIndex())[0]?.evidence.heuristic.card).toBeNull()
	})

	it.skipIf(!hasCardData())('are what is measured now', async () => {
		const dates = new Map(cards.map(({ heuristic, measuredOn }) => [heuristic, measuredOn]))
		const measured = (await measureCards('')).map((card) => ({ ...card, measuredOn: dates.get(card.heuristic) }))
		expect(measured).toEqual(cards)
	})

	it.skipIf(!hasCardData())('count as open the 76 exits that the data say are open', () => {
		const { all, firm } = readMixSets(MIX_DATA)
		expect(all.exits1.length - firm.exits1.length).toBe(76)
	})
})
