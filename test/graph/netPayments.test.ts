import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Leg, netPayments } from '../../src/graph/redirect/netPayments.js'
import { runs } from '../property/runs.js'

const places = ['a', 'b', 'c', 'd', 'e']
const legs = fc
	.array(fc.tuple(fc.constantFrom(...places), fc.constantFrom(...places), fc.bigInt(0n, 9n)), { maxLength: 14 })
	.map((rows) => rows.map(([from, to, amount], i): Leg => ({ id: `t${i}`, from, to, amount })))

const balances = (rows: readonly { from: string; to: string; amount: bigint }[]): Record<string, bigint> => {
	const sums = Object.fromEntries(places.map((place) => [place, 0n]))
	for (const { from, to, amount } of rows) {
		sums[from] = (sums[from] as bigint) - amount
		sums[to] = (sums[to] as bigint) + amount
	}
	return sums
}

describe('payments on balance', () => {
	it('change every balance as the legs do, by legs that join and are not used beyond what they carry', () => {
		fc.assert(
			fc.property(legs, fc.subarray(places), (all, kept) => {
				const payments = netPayments(all, (place) => kept.includes(place))
				expect(balances(payments)).toEqual(balances(all))
				const left = new Map(all.map(({ id, amount }) => [id, amount]))
				for (const { from, to, amount, via } of payments) {
					const way = via.map((id) => all.find((leg) => leg.id === id) as Leg)
					expect([way[0]?.from, way.at(-1)?.to]).toEqual([from, to])
					for (const [i, leg] of way.entries()) {
						left.set(leg.id, (left.get(leg.id) as bigint) - amount)
						if (i > 0) expect([leg.from, kept.includes(leg.from)]).toEqual([way[i - 1]?.to, false])
					}
				}
				for (const amount of left.values()) expect(amount >= 0n).toBe(true)
			}),
			{ numRuns: runs(300) },
		)
	})

	it('go one way only at a place that is not kept: it pays, or it is paid', () => {
		fc.assert(
			fc.property(legs, (all) => {
				const payments = netPayments(all)
				const payers = new Set(payments.map(({ from }) => from))
				for (const { to } of payments) expect(payers).not.toContain(to)
			}),
			{ numRuns: runs(300) },
		)
	})
})
