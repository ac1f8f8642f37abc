import { describe, expect, it } from 'vitest'
import type { ConfidenceItem } from '../../src/result/confidence/confidenceItem.js'
import { productOf, weakestOf } from '../../src/result/confidence/confidenceItem.js'
import { endpointConfidence } from '../../src/result/confidence/endpointConfidence.js'
import { gradeOf } from '../../src/result/confidence/gradeOf.js'
import { jointConfidence } from '../../src/result/confidence/jointConfidence.js'

const item = (id: string, value: number): ConfidenceItem => ({ id, value, text: `rests on ${id}` })

describe('a path', () => {
	it('counts an item once, however often it meets it', () => {
		expect(productOf([item('a', 0.5), item('b', 0.8), item('a', 0.5)])).toBeCloseTo(0.4, 12)
	})

	it('names its weakest item, the first by id among equals, and none where every step is certain', () => {
		expect(weakestOf([item('b', 0.5), item('a', 0.5), item('c', 0.9)])?.id).toBe('a')
		expect(weakestOf([])).toBeNull()
		expect(gradeOf(1, [])).toEqual({
			grade: 'high',
			weakest: 'every step is a transfer on a ledger',
			calibrated: false,
		})
	})
})

describe('several paths (golden F1)', () => {
	const first = { amount: 7n, items: [item('a', 0.95), item('b', 0.9)] }
	const second = { amount: 5n, items: [item('c', 0.8), item('d', 0.5)] }

	it('are joined by noisy-or where they share nothing, and weighted by amount apart from that', () => {
		const { any, mean } = jointConfidence([first, second])
		expect(any).toBeCloseTo(0.913, 9)
		expect(mean).toBeCloseTo(0.665416667, 9)
		expect(mean * 12).toBeCloseTo(7.985, 9)
	})

	it('stand or fall together where they share an uncertain item', () => {
		const shared = { amount: 5n, items: [item('b', 0.9), item('d', 0.5)] }
		expect(jointConfidence([first, shared]).any).toBeCloseTo(0.855, 9)
	})

	it('join over a chain of shared items, whatever their order', () => {
		const paths = [
			{ amount: 1n, items: [item('a', 0.5)] },
			{ amount: 1n, items: [item('b', 0.6)] },
			{ amount: 1n, items: [item('a', 0.5), item('b', 0.6)] },
		]
		expect(jointConfidence(paths).any).toBeCloseTo(0.6, 12)
		expect(jointConfidence([...paths].reverse()).any).toBeCloseTo(0.6, 12)
	})

	it('share nothing by an item that is certain', () => {
		const sure = item('sure', 1)
		const paths = [first, second].map((path) => ({ ...path, items: [...path.items, sure] }))
		expect(jointConfidence(paths).any).toBeCloseTo(0.913, 9)
	})

	it('are nothing where there are none', () => {
		expect(jointConfidence([])).toEqual({ any: 0, mean: 0 })
	})
})

describe('an endpoint', () => {
	const name = item('name', 0.9)

	it('rests on its total where that is firmer than any path', () => {
		const paths = [{ amount: 5n, items: [name, item('step', 0.5)] }]
		expect(endpointConfidence([name], { lower: 10n, upper: 10n }, paths)).toEqual({
			grade: 'moderate',
			weakest: 'rests on name',
			calibrated: false,
		})
	})

	it('rests on its paths where these are firmer than the total', () => {
		const paths = [{ amount: 5n, items: [name, item('step', 0.8)] }]
		expect(endpointConfidence([name], { lower: 0n, upper: 10n }, paths)).toMatchObject({
			grade: 'moderate',
			weakest: 'rests on step',
		})
	})

	it('is low where under some rule nothing arrives and no path is firm', () => {
		expect(endpointConfidence([name], { lower: 0n, upper: 10n }, [])).toMatchObject({
			grade: 'low',
			weakest: 'under some rule or opening balance nothing arrives',
		})
	})
})
