import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderedRow } from '../../../src/chains/table/orderedRow.js'
import { rowOrder } from '../../../src/chains/table/rowOrder.js'
import { compareOrder } from '../../../src/model/order.js'

interface Row extends OrderedRow {
	readonly name: string
}

function row(name: string, from: string | null, to: string | null, more: Partial<Row> = {}): Row {
	return { name, txid: name, index: 0, height: 1, atSeconds: 10, txIndex: null, from, to, asset: 'usd', ...more }
}

/** Names of the rows in the order of events. */
function ordered(rows: readonly Row[]): string[] {
	const { places } = rowOrder(rows)
	return rows
		.map(({ name }, i) => ({ name, order: (places[i] as (typeof places)[number]).order }))
		.sort((a, b) => compareOrder(a.order, b.order))
		.map(({ name }) => name)
}

describe('rows of one height', () => {
	it('an account is paid before it pays', () => {
		expect(ordered([row('a', 'C', 'D'), row('b', 'B', 'C'), row('c', 'A', 'B')])).toEqual(['c', 'b', 'a'])
	})

	it('but not by another asset', () => {
		expect(ordered([row('a', 'B', 'C'), row('b', 'A', 'B', { asset: 'other' })])).toEqual(['a', 'b'])
	})

	it('issue and burn wait for nobody and hold up nobody', () => {
		expect(ordered([row('a', 'A', null), row('b', null, 'A'), row('c', 'B', null), row('d', null, 'C')])).toEqual([
			'b',
			'a',
			'c',
			'd',
		])
	})

	it('of those that wait for nothing the least (txid, index) is first, index by number', () => {
		const rows = [
			row('t2', 'A', 'B', { txid: 't', index: 2 }),
			row('t10', 'C', 'D', { txid: 't', index: 10 }),
			row('T3', 'E', 'F', { txid: 'T', index: 3 }),
		]
		expect(ordered(rows)).toEqual(['T3', 't2', 't10'])
	})

	it('what became free is weighed against what was free before', () => {
		expect(ordered([row('a', 'B', 'C'), row('b', 'A', 'B'), row('c', 'X', 'Y')])).toEqual(['b', 'a', 'c'])
		expect(ordered([row('d', 'B', 'C'), row('b', 'A', 'B'), row('c', 'X', 'Y')])).toEqual(['b', 'c', 'd'])
	})

	it('a cycle stays together, by (txid, index), and is weighed by its least row', () => {
		const cycle = [row('z', 'A', 'B'), row('b', 'B', 'A')]
		expect(ordered([...cycle, row('c', 'X', 'Y')])).toEqual(['b', 'z', 'c'])
		expect(ordered([...cycle, row('a', 'X', 'Y')])).toEqual(['a', 'b', 'z'])
		expect(ordered([...cycle, row('y', 'X', 'A'), row('a', 'B', 'Q')])).toEqual(['y', 'b', 'z', 'a'])
	})

	it('a transfer to oneself comes after what is received and before what is paid; two of them are a cycle', () => {
		expect(ordered([row('a', 'A', 'B'), row('b', 'A', 'A'), row('c', 'X', 'A')])).toEqual(['c', 'b', 'a'])
		expect(ordered([row('a', 'A', 'B'), row('d', 'A', 'A'), row('b', 'A', 'A'), row('c', 'X', 'A')])).toEqual([
			'c',
			'b',
			'd',
			'a',
		])
	})

	it('says that the order is not told, unless a row stands alone', () => {
		const { places } = rowOrder([row('a', 'A', 'B'), row('b', 'B', 'C'), row('c', 'A', 'B', { height: 2 })])
		expect(places).toEqual([
			{ order: [1, -1, 0], orderTold: false },
			{ order: [1, -1, 1], orderTold: false },
			{ order: [2, -1, 0], orderTold: true },
		])
	})
})

describe('clock and transaction index', () => {
	it('height is the clock unless one row lacks it, then time is for all', () => {
		const early = row('a', 'A', 'B', { height: 5, atSeconds: 20 })
		const late = row('b', 'C', 'D', { height: 4, atSeconds: 30 })
		expect(rowOrder([early, late])).toMatchObject({
			clock: 'height',
			places: [{ order: [5, -1, 0] }, { order: [4, -1, 0] }],
		})
		const third = row('c', 'E', 'F', { height: null, atSeconds: 10 })
		expect(rowOrder([early, late, third])).toMatchObject({
			clock: 'time',
			places: [{ order: [20, -1, 0] }, { order: [30, -1, 0] }, { order: [10, -1, 0] }],
		})
	})

	it('the transaction index decides where all rows of the height have one', () => {
		const rows = [
			row('a', 'B', 'C', { txIndex: 1 }),
			row('b', 'A', 'B', { txIndex: 9 }),
			row('c', 'A', 'B', { txIndex: 0 }),
		]
		expect(ordered(rows)).toEqual(['c', 'a', 'b'])
		expect(rowOrder(rows).places.map(({ orderTold }) => orderTold)).toEqual([true, true, true])
		expect(ordered([...rows, row('d', 'X', 'Y')])).toEqual(['b', 'c', 'a', 'd'])
		expect(rowOrder([...rows, row('d', 'X', 'Y')]).places.map(({ order }) => order[1])).toEqual([-1, -1, -1, -1])
		expect(ordered([...rows, row('d', 'X', 'Y', { height: 2 })])).toEqual(['c', 'a', 'b', 'd'])
	})

	it('rows of one transaction index are ordered by who is paid before paying', () => {
		const rows = [1, 2, 3].map((index) =>
			row(`t${index}`, `A${9 - index}`, `A${10 - index}`, { txid: 't', index, txIndex: 4 }),
		)
		expect(ordered(rows)).toEqual(['t3', 't2', 't1'])
	})
})

/** The rule of the order word for word, without any cleverness: reachability by repeated squaring of a matrix of edges. */
function naive(rows: readonly Row[]): string[] {
	const key = (r: Row): [number, number] => [
		rows.some(({ height }) => height === null) ? r.atSeconds : (r.height as number),
		0,
	]
	const clocks = [...new Set(rows.map((r) => key(r)[0]))].sort((a, b) => a - b)
	return clocks.flatMap((clock) => {
		const level = rows.filter((r) => key(r)[0] === clock)
		if (level.some(({ txIndex }) => txIndex === null)) return naiveGroup(level)
		const indexes = [...new Set(level.map(({ txIndex }) => txIndex as number))].sort((a, b) => a - b)
		return indexes.flatMap((txIndex) => naiveGroup(level.filter((r) => r.txIndex === txIndex)))
	})
}

function naiveGroup(rows: readonly Row[]): string[] {
	const before = (a: Row, b: Row): boolean => a.txid < b.txid || (a.txid === b.txid && a.index < b.index)
	const precedes = (a: Row, b: Row): boolean => a !== b && a.to !== null && a.to === b.from && a.asset === b.asset
	const reach = rows.map((a) => rows.map((b) => precedes(a, b)))
	for (const k of rows.keys()) {
		for (const i of rows.keys())
			for (const j of rows.keys()) if (reach[i]?.[k] && reach[k]?.[j]) (reach[i] as boolean[])[j] = true
	}
	const left = new Set(rows.keys())
	const order: string[] = []
	while (left.size > 0) {
		const groups = [...left].map((i) => [...left].filter((j) => i === j || (reach[i]?.[j] && reach[j]?.[i])))
		const free = groups.filter(
			(group) =>
				![...left].some((i) => !group.includes(i) && group.some((j) => precedes(rows[i] as Row, rows[j] as Row))),
		)
		const sorted = free.map((group) => group.sort((i, j) => (before(rows[i] as Row, rows[j] as Row) ? -1 : 1)))
		const next = sorted.reduce((a, b) => (before(rows[b[0] as number] as Row, rows[a[0] as number] as Row) ? b : a))
		for (const i of next) {
			order.push((rows[i] as Row).name)
			left.delete(i)
		}
	}
	return order
}

describe('against the rule spelt out', () => {
	const anyRow = (accounts: number) => {
		const account = fc.option(
			fc.integer({ min: 0, max: accounts }).map((n) => `A${n}`),
			{ freq: 8 },
		)
		return fc.record({
			tx: fc.integer({ min: 0, max: 12 }),
			from: account,
			to: account,
			asset: fc.constantFrom('usd', 'usd', 'usd', 'other'),
			shift: fc.integer({ min: 0, max: 12 }),
		})
	}
	const anyRows = fc
		.tuple(
			fc.integer({ min: 1, max: 9 }),
			fc.boolean(),
			fc.integer({ min: 0, max: 3 }),
			fc.array(fc.boolean(), { minLength: 13, maxLength: 13 }),
		)
		.chain(([accounts, heights, spread, told]) =>
			fc.array(anyRow(accounts), { maxLength: 14 }).map((drawn) =>
				drawn.map(({ tx, from, to, asset, shift }, i): Row => {
					const height = spread === 0 ? 1 : tx % (spread + 1)
					return {
						name: `${tx}.${i}`,
						txid: `tx${(tx * 7) % 13}`,
						// Indexes of 9 and more, so that text order and number order differ.
						index: ((i + shift) % 13) * 100 + i,
						height: !heights && tx === 0 ? null : height,
						atSeconds: height * 10,
						txIndex: told[tx] ? 13 - tx : null,
						from,
						to,
						asset,
					}
				}),
			),
		)

	it('gives the same order', () => {
		fc.assert(
			fc.property(anyRows, (rows) => {
				expect(ordered(rows)).toEqual(naive(rows))
			}),
			{ numRuns: 2000 },
		)
	})

	it('gives the same order for every order of the input', () => {
		const shuffled = anyRows.chain((rows) =>
			fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
		)
		fc.assert(
			fc.property(shuffled, ([rows, mixed]) => {
				const places = (list: readonly Row[]) =>
					new Map(rowOrder(list).places.map((place, i) => [(list[i] as Row).name, place]))
				expect(places(mixed)).toEqual(places(rows))
			}),
			{ numRuns: 1000 },
		)
	})
})

describe('a hundred thousand rows of one height', () => {
	const COUNT = 100_000
	const txid = (i: number): string => String((i * 7919) % COUNT).padStart(6, '0')
	const build = (ends: (i: number) => [string, string]): Row[] =>
		Array.from({ length: COUNT }, (_, i) => row(txid(i), ...ends(i)))

	it.each<[string, (i: number) => [string, string]]>([
		['a chain', (i) => [`A${i}`, `A${i + 1}`]],
		['a chain backwards', (i) => [`A${COUNT - i}`, `A${COUNT - i - 1}`]],
		['one cycle', (i) => [`A${i}`, `A${(i + 1) % COUNT}`]],
		['through one account', (i) => (i % 2 === 0 ? [`A${i}`, 'hub'] : ['hub', `A${i}`])],
		['all to oneself', () => ['A', 'A']],
		['unrelated', (i) => [`A${i}`, `B${i}`]],
	])('%s: within seconds and without overflow', (_, ends) => {
		const rows = build(ends)
		const start = performance.now()
		const { places } = rowOrder(rows)
		expect(performance.now() - start).toBeLessThan(5000)
		expect(new Set(places.map(({ order }) => order[2])).size).toBe(COUNT)
	})

	it('a chain comes out as the chain', () => {
		const { places } = rowOrder(build((i) => [`A${i}`, `A${i + 1}`]))
		expect(places.every(({ order }, i) => order[2] === i)).toBe(true)
	})
})
