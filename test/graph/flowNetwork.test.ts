import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FlowNetwork, supplyOf } from '../../src/graph/flowNetwork.js'

/** Greatest flow as the least cut, by trying every cut: an independent answer for small networks. */
function leastCut(
	vertices: number,
	edges: readonly [number, number, bigint][],
	source: number,
	amount: bigint,
	sinks: ReadonlySet<number>,
): bigint {
	let least = amount
	for (let side = 0; side < 1 << vertices; side++) {
		const isSource = (v: number): boolean => ((side >> v) & 1) === 1
		if ([...sinks].some(isSource)) continue
		const cut = edges.reduce(
			(sum, [from, to, capacity]) => (isSource(from) && !isSource(to) ? sum + capacity : sum),
			isSource(source) ? 0n : amount,
		)
		if (cut < least) least = cut
	}
	return least
}

describe('FlowNetwork', () => {
	const network = fc.record({
		edges: fc.array(fc.tuple(fc.nat(5), fc.nat(5), fc.bigInt(0n, 9n)), { maxLength: 14 }),
		amount: fc.bigInt(0n, 12n),
		sinks: fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 }),
		scale: fc.constantFrom(1n, 2n ** 80n),
	})

	test('equals the least cut whatever supplies share', () => {
		const supply = fc.record({
			vertex: fc.nat(3),
			amount: fc.bigInt(0n, 6n),
			place: fc.option(fc.nat(1), { nil: null }),
		})
		const supplies = fc.array(supply, { minLength: 1, maxLength: 5 })
		const limits = fc.tuple(fc.bigInt(0n, 6n), fc.bigInt(0n, 6n))
		fc.assert(
			fc.property(network, supplies, limits, ({ edges, sinks }, given, [first, second]) => {
				const flow = new FlowNetwork()
				for (let v = 0; v < 6; v++) flow.addVertex()
				for (const [from, to, capacity] of edges) flow.addEdge(from, to, capacity)
				const groups = [{ limit: first }, { limit: second }] as const
				const own = given.map(({ vertex, amount, place }) => ({
					...{ vertex, amount },
					...(place === null ? {} : { group: groups[place] as (typeof groups)[0] }),
				}))
				// The source is vertex 6, the groups are 7 and 8.
				const entries = given.map(({ vertex, amount, place }): [number, number, bigint] => [
					place === null ? 6 : 7 + place,
					vertex,
					amount,
				])
				const all = [...edges, ...entries, [6, 7, first] as const, [6, 8, second] as const]
				const most = 1000n
				const cut = leastCut(9, all as [number, number, bigint][], 6, most, new Set(sinks))
				expect(flow.maxFlow(own, new Set(sinks))).toBe(cut)
			}),
			{ numRuns: 300 },
		)
	})

	test('equals the least cut, on doubles and on bigint', () => {
		fc.assert(
			fc.property(network, ({ edges, amount, sinks, scale }) => {
				const flow = new FlowNetwork()
				for (let v = 0; v < 6; v++) flow.addVertex()
				const scaled = edges.map(([from, to, capacity]): [number, number, bigint] => [from, to, capacity * scale])
				for (const [from, to, capacity] of scaled) flow.addEdge(from, to, capacity)
				const found = flow.maxFlow([{ vertex: 0, amount: amount * scale }], new Set(sinks))
				expect(found).toBe(leastCut(6, scaled, 0, amount * scale, new Set(sinks)))
			}),
			{ numRuns: 500 },
		)
	})

	test('gives what one supply of a group took to another where that leaves room', () => {
		const flow = new FlowNetwork()
		const [narrow, wide, sink] = [flow.addVertex(), flow.addVertex(), flow.addVertex()]
		flow.addEdge(narrow, sink, 1n)
		flow.addEdge(wide, sink, null)
		const group = { limit: 1n }
		const supplies = [
			{ vertex: narrow, amount: 1n, group },
			{ vertex: wide, amount: 1n, group },
			{ vertex: narrow, amount: 1n },
		]
		expect(flow.maxFlow(supplies, new Set([sink]))).toBe(2n)
		expect(flow.maxFlow([...supplies].reverse(), new Set([sink]))).toBe(2n)
	})

	test('supplies of a group share its limit', () => {
		const flow = new FlowNetwork()
		const [a, b, sink] = [flow.addVertex(), flow.addVertex(), flow.addVertex()]
		flow.addEdge(a, sink, 5n)
		flow.addEdge(b, sink, null)
		const group = { limit: 7n }
		const supplies = [
			{ vertex: a, amount: 6n, group },
			{ vertex: b, amount: 6n, group },
		]
		expect(supplyOf(supplies)).toBe(7n)
		expect(flow.maxFlow(supplies, new Set([sink]))).toBe(7n)
		expect(flow.maxFlow([supplies[0] as (typeof supplies)[0]], new Set([sink]))).toBe(5n)
		expect(flow.maxFlow([], new Set([sink]))).toBe(0n)
	})

	test('a chain of 100,000 vertices does not overflow the stack', () => {
		const flow = new FlowNetwork()
		let last = flow.addVertex()
		const first = last
		for (let i = 0; i < 100_000; i++) {
			const next = flow.addVertex()
			flow.addEdge(last, next, 3n)
			last = next
		}
		expect(flow.maxFlow([{ vertex: first, amount: 10n }], new Set([last]))).toBe(3n)
	})
})
