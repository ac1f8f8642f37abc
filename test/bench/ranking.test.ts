import { describe, expect, it } from 'vitest'
import { appr, degrees } from './baselines/appr.js'
import { IndexedHeap } from './baselines/indexedHeap.js'
import { HeapResiduals, type Residuals, ScannedResiduals } from './baselines/residuals.js'
import { type TimedTransfer, ttr } from './baselines/ttr.js'
import { ttrByValue } from './baselines/ttrByValue.js'
import { TTR } from './baselines/ttrSettings.js'
import { valueGraph } from './baselines/valueGraph.js'
import { randomTransfers } from './support/randomTransfers.js'
import { seededRandom } from './support/seededRandom.js'

const EXACT = { ...TTR, eps: 1e-12 }

/** `from>to amount asset@time`; transfers of one time are one transaction. */
const transfers = (...texts: string[]): TimedTransfer[] =>
	texts.map((text) => {
		const [, from = '', to = '', amount, asset = '', at = ''] = /^(\w+)>(\w+) (\d+) (\w+)@(\d+)$/.exec(text) ?? []
		return { from, to, asset, amount: Number(amount), at: Number(at), transaction: at }
	})

function expectRanks(ranks: ReadonlyMap<string, number>, wanted: Record<string, number>): void {
	for (const [node, rank] of Object.entries(wanted))
		expect([node, ranks.get(node) ?? 0]).toEqual([node, expect.closeTo(rank, 7)])
	expect([...ranks.values()].reduce((sum, rank) => sum + rank, 0)).toBeCloseTo(1, 9)
}

describe('tracing rank', () => {
	it('T1: splits by value and keeps all mass', () => {
		const ranks = ttr(transfers('s>a 6 eth@1', 's>b 4 eth@2', 'a>c 6 eth@3'), 's', 'eth', EXACT)
		expectRanks(ranks, { s: 0.32, a: 0.0737349, b: 0.272, c: 0.3342651 })
	})

	it('T2: follows only what was paid later', () => {
		const ranks = ttr(transfers('s>a 6 eth@5', 'a>d 100 eth@1', 'a>c 6 eth@9'), 's', 'eth', EXACT)
		expectRanks(ranks, { s: 0.32, a: 0.1228916, c: 0.5571084, d: 0 })
	})

	it('T3: goes on through a swap in the other asset', () => {
		const rows = transfers('s>a 6 eth@1', 'a>pool 6 eth@3', 'pool>a 12 usdc@3', 'a>c 12 usdc@5')
		expectRanks(ttr(rows, 's', 'eth', EXACT), { s: 0.32, a: 0.1228916, c: 0.5571084, pool: 0 })
	})

	it('without time ranks what time forbids, and loses nothing either', () => {
		const graph = valueGraph(4, [0, 1, 1], [1, 2, 3], [6, 100, 6])
		const residuals = new HeapResiduals(4, 1e-12)
		const ranks = ttrByValue(graph, 0, residuals)
		expect(ranks[2]).toBeGreaterThan(0.08)
		expect(ranks.reduce((sum, rank) => sum + rank, residuals.total())).toBeCloseTo(1, 12)
	})
})

describe('approximate personalised PageRank', () => {
	const path = valueGraph(4, [1, 1, 2], [0, 2, 3], [1, 1, 1])
	const exact = [0.179088, 0.421382, 0.280372, 0.119158]

	it.each([1e-2, 1e-3, 1e-5, 1e-9])('P1: is below the exact rank, by at most eps per edge, at eps %d', (eps) => {
		const degree = degrees(path)
		const ranks = appr(path, 1, new HeapResiduals(4, eps, degree))
		for (const [node, rank] of exact.entries()) {
			const below = rank - (ranks[node] as number)
			expect(below).toBeGreaterThan(-1e-6)
			expect(below).toBeLessThan(eps * (degree[node] as number) + 1e-6)
		}
	})
})

describe('both ways to find the greatest residual', () => {
	it('give the same ranks', () => {
		const { accounts, from, to, amounts } = randomTransfers(3000, 7)
		const graph = valueGraph(accounts, from, to, amounts)
		const source = from[0] as number
		const degree = degrees(graph)
		const pairs: [Residuals, Residuals, (residuals: Residuals) => Float64Array][] = [
			[new HeapResiduals(accounts, 1e-4), new ScannedResiduals(1e-4), (r) => ttrByValue(graph, source, r)],
			[new HeapResiduals(accounts, 1e-6, degree), new ScannedResiduals(1e-6, degree), (r) => appr(graph, source, r)],
		]
		for (const [heap, scan, run] of pairs) {
			const ranks = run(heap)
			expect(ranks.filter((rank) => rank > 0).length).toBeGreaterThan(100)
			expect(run(scan)).toEqual(ranks)
			expect(ranks.reduce((sum, rank) => sum + rank, heap.total())).toBeCloseTo(1, 9)
		}
	})

	it('a heap gives the greatest first, a tie to the lower', () => {
		const random = seededRandom(3)
		const priority = Float64Array.from({ length: 200 }, () => Math.floor(random() * 40))
		const heap = new IndexedHeap(priority)
		for (let item = 199; item >= 0; item--) heap.raise(item)
		for (let item = 0; item < 200; item += 3) {
			priority[item] = (priority[item] as number) + 10
			heap.raise(item)
		}
		const order = Array.from({ length: 200 }, () => heap.pop() as number)
		const wanted = Array.from(priority.keys()).sort(
			(a, b) => (priority[b] as number) - (priority[a] as number) || a - b,
		)
		expect(order).toEqual(wanted)
		expect(heap.pop()).toBeUndefined()
	})
})
