import { describe, expect, it } from 'vitest'
import { standard } from '../../src/heuristics/standard.js'
import { instantOf, isAfter, isBefore, isoUtc } from '../../src/model/moment.js'
import { parseDataOptions } from '../../src/model/options.js'
import { parseTraceOptions } from '../../src/search/options/parseTraceOptions.js'

const refusedAt = (field: string) =>
	expect.objectContaining({ name: 'InputError', code: 'E_INPUT', details: expect.objectContaining({ field }) })

describe('options', () => {
	it('have these defaults', () => {
		expect(parseDataOptions({})).toEqual({
			method: 'fifo',
			panel: 'all',
			endpointCategories: ['exchange'],
			direction: 'forward',
			budget: { hops: 25, minShare: 0.001, maxDegree: 1000 },
			mix: 'stop',
			feeTaint: 'sink',
			sortBy: 'share',
		})
		expect(parseDataOptions({ budget: { lookups: 0 } }).budget).toEqual({
			lookups: 0,
			hops: 25,
			minShare: 0.001,
			maxDegree: 1000,
		})
	})

	it.each([
		[{ metod: 'fifo' }, 'options', 'metod'],
		[{ budget: { hop: 3 } }, 'options.budget', 'hop'],
		[{ __proto__2: 1 }, 'options', '__proto__2'],
	])('that are misspelt are refused by name: %j', (options, field, name) => {
		expect(() => parseDataOptions(options)).toThrowError(refusedAt(field))
		expect(() => parseDataOptions(options)).toThrow(name)
	})

	it.each([
		[{ method: 'dirty-first' }, 'options.method'],
		[{ method: 'FIFO' }, 'options.method'],
		[{ panel: ['fifo', 'best'] }, 'options.panel'],
		[{ direction: 'sideways' }, 'options.direction'],
		[{ mix: 'expected' }, 'options.mix'],
		[{ feeTaint: 'burn' }, 'options.feeTaint'],
		[{ sortBy: 'worth' }, 'options.sortBy'],
		[{ endpointCategories: 'exchange' }, 'options.endpointCategories'],
		[{ budget: 7 }, 'options.budget'],
		[{ budget: { hops: -1 } }, 'options.budget.hops'],
		[{ budget: { hops: 1.5 } }, 'options.budget.hops'],
		[{ budget: { lookups: Number.POSITIVE_INFINITY } }, 'options.budget.lookups'],
		[{ budget: { minShare: -0.1 } }, 'options.budget.minShare'],
		[{ budget: { minShare: Number.NaN } }, 'options.budget.minShare'],
		[{ budget: { minShare: '0.1' } }, 'options.budget.minShare'],
		[{ budget: { seconds: -1 } }, 'options.budget.seconds'],
		[{ budget: { maxDegree: null } }, 'options.budget.maxDegree'],
	])('that are not supported are refused: %j', (options, field) => {
		expect(() => parseDataOptions(options)).toThrowError(
			expect.objectContaining({ code: 'E_INPUT', details: { field: expect.stringContaining(field) } }),
		)
	})

	it('of heuristics are known ids', () => {
		expect(parseTraceOptions({ heuristics: ['coSpend'] }, standard).heuristics.map(({ id }) => id)).toEqual(['coSpend'])
		expect(parseTraceOptions({ heuristics: [] }, standard).heuristics).toEqual([])
		expect(() => parseTraceOptions({ heuristics: ['toString'] }, standard)).toThrowError(
			refusedAt('options.heuristics[0]'),
		)
	})

	it('of the panel are all but poison, none, or those named once and in one order', () => {
		expect(parseTraceOptions({}, standard).panel).not.toContain('poison')
		expect(parseTraceOptions({ panel: 'none' } as object, standard).panel).toEqual([])
		expect(parseTraceOptions({ panel: ['poison', 'haircut', 'fifo', 'fifo'] } as object, standard).panel).toEqual([
			'fifo',
			'haircut',
			'poison',
		])
	})
})

describe('a moment', () => {
	it.each([
		['2023-11-15', 1_700_006_400],
		['2023-11-15T01:02Z', 1_700_010_120],
		['2023-11-15T01:02:03Z', 1_700_010_123],
		['2024-02-29', 1_709_164_800],
		[0, 0],
		[{ seconds: '1970-01-01' }, 0],
		[{ seconds: 5 }, 5],
	])('%j is %d seconds', (moment, seconds) => {
		expect(instantOf(moment, 'from')).toEqual({ seconds })
	})

	it.each([
		'2023-02-29',
		'2023-04-31',
		'2023-00-10',
		'2023-13-01',
		'2023-11-15T24:00Z',
		'2023-11-15T23:60Z',
		'2023-11-15T23:59:60Z',
	])('%s is none', (text) => {
		expect(() => instantOf(text, 'from')).toThrowError(refusedAt('from'))
	})

	it('lies before and after others, both ends included', () => {
		const event = { height: 10, atSeconds: 100 }
		expect([isBefore(event, { height: 10 }), isBefore(event, { height: 11 })]).toEqual([false, true])
		expect([isAfter(event, { height: 10 }), isAfter(event, { height: 9 })]).toEqual([false, true])
		expect([isBefore(event, { seconds: 100 }), isBefore(event, { seconds: 101 })]).toEqual([false, true])
		expect([isAfter(event, { seconds: 100 }), isAfter(event, { seconds: 99 })]).toEqual([false, true])
		const unplaced = { height: null, atSeconds: 100 }
		expect([isBefore(unplaced, { height: 99 }), isAfter(unplaced, { height: 0 })]).toEqual([false, false])
		expect(isoUtc(1_700_010_123)).toBe('2023-11-15T01:02:03Z')
	})
})
