import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { convertLots } from '../../src/taint/convertLots.js'
import { cleanLot, type Lot, taintOf, totalOf } from '../../src/taint/lot.js'
import { Path } from '../../src/taint/path.js'
import { runs } from '../property/runs.js'

const roots = ['A', 'B'].map((seed, place) => Path.root({ seed, asset: 'x', place }))
const paths = [null, roots[0], roots[1], roots[0]?.through('t1'), roots[1]?.through('t2')] as (Path | null)[]
const lots = fc
	.array(fc.tuple(fc.constantFrom(...paths), fc.bigInt(1n, 10n ** 18n), fc.bigInt(0n, 10n ** 18n)), { minLength: 1 })
	.map((rows) =>
		rows.map(([path, amount, seedAmount]): Lot => (path === null ? cleanLot(amount) : { path, amount, seedAmount })),
	)
const receipts = fc.array(fc.record({ asset: fc.constantFrom('u', 'v'), amount: fc.bigInt(1n, 10n ** 12n) }), {
	minLength: 1,
	maxLength: 4,
})
const bySeed = (all: readonly Lot[]): Record<string, bigint> => {
	const sums: Record<string, bigint> = { A: 0n, B: 0n }
	for (const { path, seedAmount } of all)
		if (path !== null) sums[path.seed.seed] = (sums[path.seed.seed] ?? 0n) + seedAmount
	return sums
}

describe('lots in an exchange', () => {
	it('keep every unit of each seed, fill every receipt, and taint it in the share of the given', () => {
		fc.assert(
			fc.property(lots, receipts, (given, got) => {
				const { received, dust } = convertLots(given, got)
				expect(bySeed([...received.flat(), ...dust])).toEqual(bySeed(given))
				const [taint, total] = [taintOf(given), totalOf(given)]
				for (const [r, { amount }] of got.entries()) {
					const own = received[r] as readonly Lot[]
					expect(totalOf(own)).toBe(amount)
					const off = taintOf(own) * total - amount * taint
					expect(off < total && -off < total).toBe(true)
				}
			}),
			{ numRuns: runs(300) },
		)
	})

	it('are dust only where all of a seed together is less than a unit of anything', () => {
		fc.assert(
			fc.property(lots, receipts, (given, got) => {
				const { dust } = convertLots(given, got)
				const most = got.reduce((greatest, { amount }) => (amount > greatest ? amount : greatest), 0n)
				for (const root of roots) {
					const own = dust.filter(({ path }) => path?.seed === root.seed)
					if (own.length > 0) expect(totalOf(own) * most < totalOf(given)).toBe(true)
				}
			}),
			{ numRuns: runs(300) },
		)
	})

	it('stand in their order, and a lot that becomes nothing leaves its part to the next of its seed', () => {
		const [a, b] = roots as [Path, Path]
		const lot = (path: Path, amount: bigint): Lot => ({ path, amount, seedAmount: amount })
		const [first, second] = [a.through('t1'), a.through('t2')]
		const given = [lot(first, 1n), lot(b, 5n), lot(second, 9n), cleanLot(5n)]
		expect(convertLots(given, [{ asset: 'u', amount: 4n }])).toEqual({
			received: [
				[{ path: b, amount: 1n, seedAmount: 5n }, { path: second, amount: 2n, seedAmount: 10n }, cleanLot(1n)],
			],
			dust: [],
		})
	})
})
