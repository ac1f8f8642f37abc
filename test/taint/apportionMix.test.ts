import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RULE_IDS } from '../../src/model/method.js'
import { cleanLot, type Lot, taintedLot, taintOf, totalOf } from '../../src/taint/lot.js'
import { apportionMix } from '../../src/taint/outputs/apportionMix.js'
import { Path } from '../../src/taint/path.js'
import { conserves } from '../../src/taint/rules/rule.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { payees, spend } from '../heuristics/spend.js'

const ONE = Path.root({ seed: 'one', asset: 'a', place: 0 })
const TWO = Path.root({ seed: 'two', asset: 'a', place: 1 })
const rules = RULE_IDS.map((id) => RULES[id]).filter((rule) => rule.ledgers === 'both')

describe('a mix whose outputs are linked to inputs', () => {
	const transaction = spend('mix', [], payees(40n, 60n, 60n))
	const link = (place: number, ...inputs: number[]) => ({ output: transaction.outputs[place]?.id ?? '', inputs })
	const inputs = (...taints: bigint[]): Lot[][] =>
		taints.map((taint) => [taintedLot(ONE, taint), cleanLot(100n - taint)].filter(({ amount }) => amount > 0n))
	const taints = (id: 'fifo' | 'lifo' | 'haircut', held: Lot[][], ...links: ReturnType<typeof link>[]) =>
		apportionMix(RULES[id], transaction, held, [40n, 60n, 60n, 40n], links, new Set()).map(taintOf)

	it('gives them the value of these inputs, and the rest to the others and the fee', () => {
		expect(taints('fifo', inputs(100n, 0n), link(0, 0))).toEqual([40n, 60n, 0n, 0n])
		expect(taints('fifo', inputs(100n, 0n), link(0, 1))).toEqual([0n, 60n, 40n, 0n])
		expect(taints('haircut', inputs(100n, 0n), link(0, 0))).toEqual([40n, 23n, 22n, 15n])
		expect(taints('haircut', inputs(50n, 50n), link(0, 0, 1))).toEqual([20n, 30n, 30n, 20n])
	})

	it('leaves what stays of an input in its order, whichever end the rule takes from', () => {
		// Tainted 70 are the older: the newest 40 hold 30 clean and 10 tainted, and 60 tainted stay.
		expect(taints('lifo', inputs(70n, 0n), link(0, 0))).toEqual([10n, 0n, 20n, 40n])
		expect(taints('fifo', inputs(70n, 0n), link(0, 0))).toEqual([40n, 30n, 0n, 0n])
	})

	it('is bound by no link whose inputs hold too little', () => {
		const small: Lot[][] = [[taintedLot(ONE, 30n)], [cleanLot(170n)]]
		expect(taints('fifo', small, link(0, 0))).toEqual([30n, 0n, 0n, 0n])
	})

	it('hands out exactly what came in, whatever the links, under every rule', () => {
		const lot = fc.tuple(fc.constantFrom(null, ONE, TWO), fc.bigInt(1n, 50n))
		const input = fc.array(lot, { minLength: 1, maxLength: 4 })
		const links = fc.array(fc.uniqueArray(fc.nat(2), { minLength: 0, maxLength: 3 }), { minLength: 4, maxLength: 4 })
		const cuts = fc.array(fc.nat(1_000), { minLength: 4, maxLength: 4 })
		fc.assert(
			fc.property(fc.array(input, { minLength: 3, maxLength: 3 }), links, cuts, (made, linked, at) => {
				const held = made.map((lots) =>
					lots.map(([path, amount]) => (path === null ? cleanLot(amount) : taintedLot(path, amount))),
				)
				const total = held.reduce((sum, lots) => sum + totalOf(lots), 0n)
				const places = at.map((cut) => (total * BigInt(cut)) / 1_000n).sort((a, b) => Number(a - b))
				const sizes = [...places, total].map((place, i) => place - (places[i - 1] ?? 0n))
				const mix = spend('any', [], payees(...sizes.slice(0, 4)))
				const bonds = mix.outputs.map(({ id }, i) => ({ output: id, inputs: linked[i] ?? [] }))
				for (const rule of rules) {
					const slots = apportionMix(rule, mix, held, sizes, bonds, new Set([3]))
					expect(slots.map(totalOf)).toEqual(sizes)
					if (!conserves(rule)) continue
					for (const path of [ONE, TWO]) {
						const of = (lots: readonly Lot[]): bigint => totalOf(lots.filter((one) => one.path === path))
						expect(slots.reduce((sum, lots) => sum + of(lots), 0n)).toBe(held.reduce((sum, lots) => sum + of(lots), 0n))
					}
				}
			}),
			{ numRuns: 300, seed: 1 },
		)
	})
})
