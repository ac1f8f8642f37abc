import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { failuresOf } from '../../scripts/cards/failuresOf.js'
import { CARD_DATA, hasCardData, measureCards } from '../../scripts/cards/measureCards.js'
import { cardOf, type KnownCase } from '../../scripts/cards/measurement.js'
import { readMixSets } from '../../scripts/cards/mixMeasurements.js'
import { FactIndex } from '../../src/graph/factIndex.js'
import { wilson } from '../../src/heuristics/cards/wilson.js'
import { carded, cards, coSpend, joinMarket, judge, standard } from '../../src/heuristics/index.js'
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
		expect(new Set(cards.map(({ heuristic }) => heuristic)).size).toBe(cards.length)
		for (const { heuristic, version } of cards)
			expect(standard.find(({ id }) => id === heuristic)?.version).toBe(version)
	})

	it('give each heuristic the figures of its card', () => {
		for (const { id, card } of standard) {
			const own = cards.find(({ heuristic }) => heuristic === id)
			const { measuredOn, precision, recall, falseDiscovery, falsePositives } = own ?? {}
			const figures = { id: `${id}/${own?.version}`, measuredOn, precision, recall, falseDiscovery, falsePositives }
			expect(card).toEqual(own === undefined ? null : figures)
		}
	})

	it('name the failures of the head of the file, also where the data are absent', () => {
		for (const { heuristic, failures } of cards) expect(failures).toEqual(failuresOf(heuristic))
	})

	it('stand beside every claim, and null where there is none', () => {
		const round = spend('m', payers(...times(3, 60_000n)), payees(...times(3, 50_000n), 7_000n))
		const [found] = judge([joinMarket], round, new FactIndex())
		expect(found?.evidence.heuristic.card).toEqual({
			id: 'joinMarket/1',
			measuredOn: expect.any(String),
			precision: expect.objectContaining({ of: 136 }),
			recall: null,
			falseDiscovery: expect.objectContaining({ of: 136 }),
			falsePositives: expect.objectContaining({ of: 345 }),
		})
		const changed = carded({ ...joinMarket, version: 'unmeasured' })
		expect(judge([changed], round, new FactIndex())[0]?.evidence.heuristic.card).toBeNull()
	})

	it.skipIf(!hasCardData())('are what is measured now', () => {
		const dates = new Map(cards.map(({ heuristic, measuredOn }) => [heuristic, measuredOn]))
		const measured = measureCards('').map((card) => ({ ...card, measuredOn: dates.get(card.heuristic) }))
		expect(measured).toEqual(cards)
	})

	it.skipIf(!hasCardData())('count as open the 76 exits that the data say are open', () => {
		const { all, firm } = readMixSets(CARD_DATA)
		expect(all.exits1.length - firm.exits1.length).toBe(76)
	})
})
