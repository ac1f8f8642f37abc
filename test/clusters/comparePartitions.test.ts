import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { comparePartitions } from '../../src/heuristics.js'

describe('comparing partitions', () => {
	it('gives the figures of the specification', () => {
		const truth = [
			[1, 2, 3],
			[4, 5],
		]
		expect(comparePartitions(truth, [[1, 2], [3, 4], [5]])).toEqual({
			items: 5,
			pairs: { truth: 4n, predicted: 2n, both: 1n, all: 10n },
			precision: 0.5,
			falseDiscovery: 0.5,
			recall: 0.25,
			adjustedRand: 0.090909091,
			largestShare: 0.4,
		})
	})

	it('is perfect for the same parts in another order, and below zero where chance would do better', () => {
		const same = comparePartitions([['a', 'b'], ['c']], [['c'], ['b', 'a']])
		expect([same.precision, same.recall, same.adjustedRand]).toEqual([1, 1, 1])
		expect(
			comparePartitions(
				[
					[1, 2],
					[3, 4],
				],
				[
					[1, 3],
					[2, 4],
				],
			).adjustedRand,
		).toBe(-0.5)
	})

	it('says nothing where there is nothing to say', () => {
		expect(comparePartitions([[1], [2]], [])).toMatchObject({ precision: null, recall: null, adjustedRand: null })
		expect(comparePartitions([], [[1, 2]])).toMatchObject({ items: 0, largestShare: null })
		expect(comparePartitions([[1, 2]], [[1, 2]]).adjustedRand).toBeNull()
	})

	it('leaves out what the truth does not speak of, and lets stand alone what the prediction lacks', () => {
		const score = comparePartitions([[1, 2, 3]], [[1, 2, 7, 8, 9]])
		expect([score.items, score.pairs.predicted, score.recall, score.largestShare]).toEqual([
			3,
			1n,
			0.333333333,
			0.666666667,
		])
	})

	it('refuses an item that stands in two parts', () => {
		expect(() => comparePartitions([[1], [1]], [])).toThrow(/truth: "1" stands in two parts/)
		expect(() => comparePartitions([], [['x', 'x'], ['x']])).toThrow(/prediction: "x"/)
	})

	it('counts pairs as counting them one by one does', () => {
		const parts = fc.array(fc.nat(4), { minLength: 2, maxLength: 14 })
		fc.assert(
			fc.property(parts, parts, (a, b) => {
				const items = Math.min(a.length, b.length)
				const grouped = (keys: readonly number[]) =>
					[0, 1, 2, 3, 4].map((key) => Array.from({ length: items }, (_, i) => i).filter((i) => keys[i] === key))
				const counts = { truth: 0n, predicted: 0n, both: 0n, all: 0n }
				for (let i = 0; i < items; i++) {
					for (let j = 0; j < i; j++) {
						counts.all++
						if (a[i] === a[j]) counts.truth++
						if (b[i] === b[j]) counts.predicted++
						if (a[i] === a[j] && b[i] === b[j]) counts.both++
					}
				}
				expect(comparePartitions(grouped(a), grouped(b)).pairs).toEqual(counts)
			}),
		)
	})
})
