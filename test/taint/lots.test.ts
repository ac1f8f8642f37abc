import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
	carve,
	cleanLot,
	type Lot,
	pushLot,
	sameLots,
	splitLot,
	taintedLot,
	taintOf,
	totalOf,
} from '../../src/taint/lot.js'
import { Path } from '../../src/taint/path.js'
import { seedLots } from '../../src/taint/seeds/seedLots.js'

const roots = ['A', 'B', 'C'].map((seed, place) => Path.root({ seed, asset: 'x', place }))
const [a, b] = roots as [Path, Path]

/** A lot that a conversion has passed: its amount is in another asset than what was seeded. */
const converted = fc.record({ amount: fc.bigInt(2n, 2n ** 80n), seedAmount: fc.bigInt(0n, 2n ** 80n) })
const lots = fc.array(
	fc
		.tuple(fc.option(fc.nat(2)), fc.bigInt(0n, 40n))
		.map(([seed, amount]): Lot => (seed === null ? cleanLot(amount) : taintedLot(roots[seed]!, amount))),
	{ maxLength: 12 },
)
const pushed = (list: readonly Lot[]): Lot[] => {
	const into: Lot[] = []
	for (const lot of list) pushLot(into, lot)
	return into
}

describe('a lot that is split', () => {
	it('gives the first part the floor of the seed amount, the rest the remainder', () => {
		expect(splitLot({ path: a, amount: 3n, seedAmount: 10n }, 1n)).toEqual([
			{ path: a, amount: 1n, seedAmount: 3n },
			{ path: a, amount: 2n, seedAmount: 7n },
		])
		fc.assert(
			fc.property(converted, fc.double({ min: 0, max: 1, noNaN: true }), ({ amount, seedAmount }, part) => {
				const at = 1n + (BigInt(Math.floor(part * 1000)) * (amount - 2n)) / 1000n
				const [first, rest] = splitLot({ path: a, amount, seedAmount }, at)
				expect([first.amount, first.seedAmount]).toEqual([at, (seedAmount * at) / amount])
				expect([first.amount + rest.amount, first.seedAmount + rest.seedAmount]).toEqual([amount, seedAmount])
				expect(rest.amount > 0n && rest.seedAmount >= 0n).toBe(true)
			}),
		)
	})

	it('keeps the seed amount whole however often it is cut', () => {
		fc.assert(
			fc.property(converted, fc.array(fc.bigInt(1n, 2n ** 70n), { maxLength: 8 }), ({ amount, seedAmount }, cuts) => {
				const needs: bigint[] = []
				let open = amount
				for (const cut of cuts) {
					const part = cut > open ? open : cut
					needs.push(part)
					open -= part
				}
				const parts = carve([{ path: a, amount, seedAmount }], [...needs, open]).flat()
				expect(parts.reduce((sum, lot) => sum + lot.seedAmount, 0n)).toBe(seedAmount)
				expect(totalOf(parts)).toBe(amount)
			}),
		)
	})
})

describe('lots in a row', () => {
	it('join only where the whole history is the same', () => {
		const list = pushed([
			taintedLot(a, 1n),
			taintedLot(a, 2n),
			taintedLot(a.through('t'), 3n),
			taintedLot(b, 4n),
			cleanLot(0n),
		])
		expect(list.map(({ amount, seedAmount }) => [amount, seedAmount])).toEqual([
			[3n, 3n],
			[3n, 3n],
			[4n, 4n],
		])
		expect(a.through('t').through('u')).toBe(a.through('t').through('u'))
		expect(a.through('t').through('u').transfers()).toEqual(['t', 'u'])
	})

	it('are carved in order, exactly, and nothing else', () => {
		fc.assert(
			fc.property(lots, fc.array(fc.bigInt(0n, 30n), { maxLength: 8 }), (list, wanted) => {
				const whole = totalOf(list)
				const needs: bigint[] = []
				let open = whole
				for (const need of wanted) {
					needs.push(need > open ? open : need)
					open -= needs.at(-1)!
				}
				needs.push(open)
				const served = carve(pushed(list), needs)
				expect(served.map(totalOf)).toEqual(needs)
				expect(sameLots(pushed(served.flat()), pushed(list))).toBe(true)
			}),
		)
	})

	it('are not carved into more or less than they are', () => {
		for (const needs of [[4n], [2n]])
			expect(() => carve([cleanLot(3n)], needs)).toThrowError(expect.objectContaining({ code: 'E_INTERNAL' }))
	})
})

describe('seeding', () => {
	it('marks clean value from the front, up to a limit, and leaves what a seed already has', () => {
		fc.assert(
			fc.property(lots, fc.option(fc.bigInt(0n, 60n)), (list, left) => {
				const own = pushed(list)
				const clean = totalOf(own) - taintOf(own)
				const marked = seedLots(own, roots[2]!.through('new'), left)
				expect(marked.seeded).toBe(left === null || left > clean ? clean : left)
				expect(totalOf(marked.lots)).toBe(totalOf(own))
				for (const root of roots) {
					const of = (some: readonly Lot[]): bigint => totalOf(some.filter(({ path }) => path === root))
					expect(of(marked.lots)).toBe(of(own))
				}
				const firstClean = marked.lots.findIndex(({ path }) => path === null)
				const lastMarked = marked.lots.findLastIndex(({ path }) => path === roots[2]!.through('new'))
				expect(firstClean === -1 || lastMarked < firstClean).toBe(true)
			}),
		)
	})
})

describe('histories', () => {
	it('are the same object where they are the same, and end in a refusal that says what to do where they are too many', () => {
		const seed = { seed: 'A', asset: 'x', place: 0 }
		const root = Path.root(seed, null, 4)
		const [first] = [root.through('1').through('2'), root.through('3'), root.through('1').through('4')]
		expect(root.through('1').through('2')).toBe(first)
		expect(() => root.through('5')).toThrow(
			expect.objectContaining({ code: 'E_LIMIT', details: { field: 'seeds', value: 'A', count: 4 } }),
		)
		expect(() => root.through('5')).toThrow(/end the window earlier/)
		expect(root.through('3').transfers()).toEqual(['3'])
	})
})
