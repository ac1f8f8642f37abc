import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanLot, type Lot, taintedLot, taintOf, totalOf } from '../../src/taint/lot.js'
import { apportionOutputs } from '../../src/taint/outputs/apportionOutputs.js'
import { Path } from '../../src/taint/path.js'
import { Completion } from '../../src/taint/pools/completion.js'
import { shareAmongSeeds } from '../../src/taint/pools/shareAmongSeeds.js'
import { sharePool } from '../../src/taint/pools/sharePool.js'
import { TaintPool } from '../../src/taint/pools/taintPool.js'
import { largestRemainder } from '../../src/taint/rules/largestRemainder.js'
import type { TotalRule } from '../../src/taint/rules/rule.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { runs } from '../property/runs.js'
import { completionByPaths } from '../support/reference/completionByPaths.js'
import { shareLabels } from '../support/reference/shareLabels.js'

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((a, b) => a + b, 0n)
const roots = ['A', 'B', 'C', 'D'].map((seed, place) => Path.root({ seed, asset: 'x', place }))

/** A total cut at random into parts, some of them 0. */
const cut = (total: bigint, parts: number): fc.Arbitrary<bigint[]> =>
	fc.array(fc.bigInt(0n, total), { minLength: parts - 1, maxLength: parts - 1 }).map((cuts) => {
		const edges = [0n, ...cuts.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)), total]
		return edges.slice(1).map((edge, i) => edge - edges[i]!)
	})

describe('largest remainder', () => {
	it('conserves, stays within one unit of the exact share, gives units to the greatest remainders', () => {
		const problem = fc
			.tuple(fc.bigInt(1n, 2n ** 200n), fc.integer({ min: 1, max: 8 }))
			.chain(([size, parts]) => fc.tuple(fc.constant(size), fc.bigInt(0n, size), cut(size, parts)))
		fc.assert(
			fc.property(problem, ([size, total, slots]) => {
				const shares = largestRemainder(total, size, slots)
				expect(sum(shares)).toBe(total)
				const remainders = slots.map((slot) => (total * slot) % size)
				const extra = shares.map((share, i) => share - (total * slots[i]!) / size)
				for (const [i, share] of shares.entries()) {
					expect(share <= slots[i]! && (extra[i] === 0n || extra[i] === 1n)).toBe(true)
					for (const [j, other] of remainders.entries()) {
						const before = remainders[i]! > other || (remainders[i] === other && i < j)
						if (before && extra[j] === 1n) expect(extra[i]).toBe(1n)
					}
				}
			}),
		)
	})

	it('of nothing is nothing', () => {
		expect(largestRemainder(0n, 0n, [0n, 0n])).toEqual([0n, 0n])
	})
})

describe('sharing among seeds', () => {
	it('is the first completion in reading order, as the reference finds it by trying', () => {
		const problem = fc
			.tuple(fc.bigInt(1n, 60n), fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 }))
			.chain(([total, seeds, slots]) => fc.tuple(cut(total, seeds), cut(total, slots)))
		fc.assert(
			fc.property(problem, ([seeds, slots]) => {
				expect(shareAmongSeeds(seeds, slots)).toEqual(shareLabels(seeds, slots))
			}),
			{ numRuns: runs(1500) },
		)
	})

	it.each([
		['few cells closed', 9],
		['many', 5],
		['most', 2],
	])('completes a matrix as moving unit after unit does: %s', (_, open) => {
		const cell = fc.record({ isOpen: fc.nat(9).map((n) => n < open), isOne: fc.boolean() })
		const problem = fc
			.tuple(fc.integer({ min: 2, max: 9 }), fc.integer({ min: 2, max: 14 }))
			.chain(([height, width]) => {
				const row = fc.array(cell, { minLength: width, maxLength: width })
				return fc.array(row, { minLength: height, maxLength: height })
			})
		fc.assert(
			fc.property(problem, (cells) => {
				const isOpen = cells.map((row) => row.map((one) => one.isOpen))
				const ones = cells.map((row) => row.map((one) => Number(one.isOpen && one.isOne)))
				const rows = ones.map((row) => row.reduce((a, b) => a + b, 0))
				const columns = cells[0]!.map((_, j) => ones.reduce((total, row) => total + row[j]!, 0))
				const found = new Completion(isOpen, rows, columns).firstInReadingOrder()
				expect([...found]).toEqual(completionByPaths(isOpen, rows, columns).flat().map(Number))
			}),
			{ numRuns: runs(300) },
		)
	})

	it('ends soon for hundreds of seeds and thousands of slots, round amounts among them', () => {
		const ragged = (count: number, step: bigint): bigint[] =>
			Array.from({ length: count }, (_, i) => step * (1n + ((BigInt(i) * 7_919n) % 1_009n)))
		for (const [seeds, slots] of [
			[ragged(200, 1_000_003n), ragged(5000, 97n)],
			[ragged(60, 1_000_000n), ragged(600, 100_000n)],
		] as const) {
			const all = [...seeds, sum(slots)]
			const filled = [...slots, sum(seeds)]
			const start = process.cpuUsage()
			const shares = shareAmongSeeds(all, filled)
			// Processor time: others may take most of the machine. What is excluded is the square, which took minutes.
			const { user, system } = process.cpuUsage(start)
			expect((user + system) / 1000).toBeLessThan(15_000)
			expect(shares.map(sum)).toEqual(all)
			expect(filled.map((_, j) => sum(shares.map((row) => row[j]!)))).toEqual(filled)
		}
	})

	it('meets both margins on large amounts, many seeds and slots', () => {
		const problem = fc
			.tuple(fc.bigInt(1n, 2n ** 256n), fc.integer({ min: 2, max: 17 }), fc.integer({ min: 2, max: 30 }))
			.chain(([total, seeds, slots]) => fc.tuple(cut(total, seeds), cut(total, slots)))
		fc.assert(
			fc.property(problem, ([seeds, slots]) => {
				const shares = shareAmongSeeds(seeds, slots)
				expect(shares.map(sum)).toEqual(seeds)
				expect(slots.map((_, j) => sum(shares.map((row) => row[j]!)))).toEqual(slots)
			}),
			{ numRuns: 100 },
		)
	})
})

describe('outputs of one transaction', () => {
	const inputs = fc.array(
		fc
			.tuple(fc.option(fc.nat(3)), fc.bigInt(1n, 50n))
			.map(([seed, amount]): Lot => (seed === null ? cleanLot(amount) : taintedLot(roots[seed]!, amount))),
		{ minLength: 1, maxLength: 8 },
	)
	const problem = inputs.chain((lots) =>
		fc.tuple(
			fc.constant(lots),
			fc.integer({ min: 1, max: 6 }).chain((parts) => cut(totalOf(lots), parts)),
		),
	)

	it.each(Object.values(RULES).filter((rule) => rule.ledgers === 'both' && rule.kind !== 'reach'))(
		'get every unit of each seed once under $id',
		(rule) => {
			fc.assert(
				fc.property(problem, ([lots, slots]) => {
					const served = apportionOutputs(rule, lots, slots)
					expect(served.map(totalOf)).toEqual(slots)
					for (const root of roots) {
						const of = (some: readonly Lot[]): bigint => totalOf(some.filter(({ path }) => path === root))
						expect(of(served.flat())).toBe(of(lots))
					}
				}),
			)
		},
	)

	it('count in full after first contact under poison', () => {
		fc.assert(
			fc.property(problem, ([lots, slots]) => {
				const served = apportionOutputs(RULES.poison, lots, slots)
				expect(served.map(taintOf)).toEqual(taintOf(lots) > 0n ? slots : slots.map(() => 0n))
			}),
		)
	})
})

describe('the pool of an account', () => {
	it('gives each seed its oldest lots, in the order of arrival, as a plain list would', () => {
		const step = fc.oneof(
			fc.record({ kind: fc.constant('add' as const), seed: fc.nat(3), amount: fc.bigInt(0n, 9n) }),
			fc.record({ kind: fc.constant('oldest' as const), amount: fc.bigInt(0n, 12n) }),
			fc.record({ kind: fc.constant('share' as const), parts: fc.array(fc.nat(100), { minLength: 4, maxLength: 4 }) }),
		)
		fc.assert(
			fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
				const pool = new TaintPool()
				let units: { seed: number; place: number }[] = []
				const show = (lots: readonly Lot[]): string =>
					lots.flatMap(({ path, amount }) => Array<string>(Number(amount)).fill(path!.seed.seed)).join('')
				const plain = (list: typeof units): string => list.map(({ seed }) => 'ABCD'[seed]).join('')
				let place = 0
				for (const act of steps) {
					let taken: readonly Lot[] = []
					let expected: typeof units = []
					if (act.kind === 'add') {
						pool.add(taintedLot(roots[act.seed]!, act.amount))
						for (let i = 0n; i < act.amount; i++) units.push({ seed: act.seed, place: place++ })
					} else if (act.kind === 'oldest') {
						const amount = act.amount > pool.total ? pool.total : act.amount
						taken = pool.takeOldest(amount)
						expected = units.slice(0, Number(amount))
					} else {
						const parts = pool.totals().map(({ seed, amount }) => ({
							seed,
							amount: (amount * BigInt(act.parts[seed.place]!)) / 100n,
						}))
						taken = pool.takeOf(parts)
						expected = parts
							.flatMap(({ seed, amount }) => units.filter((unit) => unit.seed === seed.place).slice(0, Number(amount)))
							.sort((a, b) => a.place - b.place)
					}
					units = units.filter((unit) => !expected.includes(unit))
					expect(show(taken)).toBe(plain(expected))
					expect(show(pool.lots())).toBe(plain(units))
					expect(pool.total).toBe(BigInt(units.length))
				}
			}),
		)
	})
})

describe('a pool of one seed', () => {
	it('serves thousands of slots from thousands of lots, oldest first, without holding each against each', () => {
		const N = 20_000
		const [root] = roots
		const lots = Array.from({ length: N }, (_, i) => taintedLot(root!.through(`t${i}`), 3n))
		const sizes = Array.from({ length: N }, (_, i) => (i % 2 === 0 ? 2n : 4n))
		const start = performance.now()
		const served = sharePool(RULES.haircut as TotalRule, lots, 3n * BigInt(N), sizes)
		expect(performance.now() - start).toBeLessThan(5_000)
		expect(served.map(taintOf)).toEqual(sizes)
		expect(served.flat().map(({ path }) => Number(path?.via?.slice(1)))).toEqual(
			Array.from({ length: N / 2 }, (_, i) => [2 * i, 2 * i, 2 * i + 1]).flat(),
		)
	})
})
