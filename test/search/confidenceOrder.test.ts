import { expect, it } from 'vitest'
import { trace } from '../../src/index.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { account, paymentSource, payments } from '../support/payments.js'

it('what came mixed with other value is looked up after what came whole', async () => {
	const source = await paymentSource(
		payments('N>M 950', 'S>M 50', 'S>A 40', 'M>B 1000', 'A>C 40', 'B>Y 1000', 'C>X 40'),
	)
	const labels = labelBookOf([
		[account('X'), 'X'],
		[account('Y'), 'Y'],
	])
	const reached = async (lookups: number) => {
		const budget = { lookups, minShare: 0 }
		const { endpoints } = await trace({ seeds: [account('S')], sources: [source], labels, budget, method: 'haircut' })
		return endpoints.map(({ entity, totals }) => `${entity} ${totals.seedAmount}`)
	}
	// Three ask about S, M and A. The share of B is the greater one, but 50 of 1000.
	expect(await reached(3)).toEqual([])
	expect(await reached(4)).toEqual(['X 40'])
	expect(await reached(5)).toEqual(['Y 50', 'X 40'])
})
