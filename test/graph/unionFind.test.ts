import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UnionFind } from '../../src/graph/clustering/unionFind.js'

const NODES = 40
const pair = fc.tuple(fc.nat(NODES - 1), fc.nat(NODES - 1))

/** The least number that can be reached, by walking: what no union-find is needed for. */
function leastReached(pairs: readonly (readonly [number, number])[]): number[] {
	const least = Array.from({ length: NODES }, (_, i) => i)
	for (let changed = true; changed; ) {
		changed = false
		for (const [a, b] of pairs) {
			const to = Math.min(least[a]!, least[b]!)
			changed ||= least[a] !== to || least[b] !== to
			least[a] = to
			least[b] = to
		}
	}
	return least
}

describe('disjoint sets', () => {
	it('are led by their least number, whichever way they were joined', () => {
		fc.assert(
			fc.property(fc.array(pair, { maxLength: 60 }), (pairs) => {
				const grown = new UnionFind()
				for (let i = 0; i < NODES; i++) expect(grown.add()).toBe(i)
				const joined = pairs.filter(([a, b]) => grown.union(a, b)).length
				const whole = new UnionFind(NODES)
				const columns = [0, 1].map((side) => Uint32Array.from(pairs, (ends) => ends[side]!)) as [
					Uint32Array,
					Uint32Array,
				]
				expect(whole.unionAll(...columns)).toBe(joined)
				const least = leastReached(pairs)
				for (const sets of [grown, whole]) expect(least.map((_, i) => sets.find(i))).toEqual(least)
				expect(new Set(least).size).toBe(NODES - joined)
			}),
		)
	})

	it('are copied with some numbers alone again, and the first stays as it was', () => {
		const sets = new UnionFind(6)
		for (const [a, b] of [
			[0, 2],
			[2, 4],
			[1, 3],
		] as const)
			sets.union(a, b)
		const cut = sets.without([0, 2, 4])
		cut.union(2, 4)
		expect([0, 1, 2, 3, 4, 5].map((i) => cut.find(i))).toEqual([0, 1, 2, 1, 2, 5])
		expect([0, 1, 2, 3, 4, 5].map((i) => sets.find(i))).toEqual([0, 1, 0, 1, 0, 5])
	})

	it('grow past every room they were given', () => {
		const sets = new UnionFind()
		for (let i = 0; i < 5000; i++) {
			sets.add()
			if (i > 0) expect(sets.union(i, i - 1)).toBe(true)
		}
		expect([sets.size, sets.find(4999), new UnionFind(3, 10).size]).toEqual([5000, 0, 3])
	})
})
