import { describe, expect, it } from 'vitest'
import { rankPassages } from '../../../src/chains/bridges/join/rankPassages.js'
import { scoreOf, scorePassage } from '../../../src/chains/bridges/join/scorePassage.js'

const sameAsset = { priceLeast: 1, priceGreatest: 1 }
const X2 = { paidIn: 1000, paidOut: 996, delaySeconds: 600, ...sameAsset }

describe('possible passages without an identifier', () => {
	it('score as the specification has them', () => {
		expect(scoreOf(Math.exp(-417 / 1800), 0.9937)).toBeCloseTo(0.9536, 4)
		const score = scorePassage(X2)
		expect(score?.time).toBeCloseTo(0.7165, 4)
		expect(score?.amount).toBeCloseTo(0.996, 4)
		expect(score?.score).toBeCloseTo(0.9401, 4)
	})

	it('are none before the payment, above the price or below what fees take', () => {
		expect(scorePassage({ ...X2, delaySeconds: -1 })).toBeNull()
		expect(scorePassage({ ...X2, paidOut: 1010.1 })).toBeNull()
		expect(scorePassage({ ...X2, paidOut: 899 })).toBeNull()
		expect(scorePassage({ ...X2, paidIn: 0 })).toBeNull()
		expect(scorePassage({ ...X2, delaySeconds: Number.NaN })).toBeNull()
	})

	it('compete, and never are worth more than the cap', () => {
		const alone = rankPassages([{ id: 'a', ...X2 }])
		expect(alone).toMatchObject({ lookedAt: 1, standsAlone: true, candidates: [{ id: 'a', probability: 0.7 }] })
		expect(rankPassages([{ id: 'a', ...X2 }], { isSwapper: true }).candidates[0]?.probability).toBe(0.3)
		const many = rankPassages([
			{ id: 'b', ...X2 },
			{ id: 'a', ...X2 },
			{ id: 'late', ...X2, delaySeconds: 90_000, paidOut: 910 },
			{ id: 'not', ...X2, paidOut: 5 },
		])
		expect(many.candidates.map(({ id }) => id)).toEqual(['a', 'b', 'late'])
		expect([many.lookedAt, many.standsAlone]).toEqual([4, false])
		expect(many.candidates[0]?.probability).toBeLessThan(0.5)
		const unseen = rankPassages([{ id: 'a', ...X2 }], { unseen: 3 }).candidates[0]
		expect(unseen?.probability).toBeCloseTo(0.9401 ** 4 / (0.9401 ** 4 + 3), 3)
		expect(rankPassages([])).toEqual({ candidates: [], lookedAt: 0, standsAlone: false })
	})
})
