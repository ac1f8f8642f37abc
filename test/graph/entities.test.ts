import { describe, expect, it } from 'vitest'
import { Entities } from '../../src/graph/clustering/entities.js'
import { jointOn } from './jointOn.js'

describe('entities', () => {
	it('join accounts and remember every piece of evidence', () => {
		const entities = new Entities()
		entities.join(jointOn(1, ['c', 'b']))
		entities.join(jointOn(2, ['x', 'y']))
		entities.join(jointOn(3, ['b', 'a']))
		entities.join(jointOn(4, ['a', 'c']))
		entities.join(jointOn(4, ['a', 'c']))
		expect(entities.list()).toEqual([
			{ id: 'control a', accounts: ['a', 'b', 'c'], evidence: ['coSpend 1', 'coSpend 3', 'coSpend 4'] },
			{ id: 'control x', accounts: ['x', 'y'], evidence: ['coSpend 2'] },
		])
	})

	it('do not depend on the order of joining, even where a joint is refused', () => {
		const attested = (account: string) => (/[ah]/.test(account) ? { entity: account, service: false } : undefined)
		const joints = [
			jointOn(1, ['d', 'e']),
			jointOn(2, ['a', 'b']),
			jointOn(3, ['e', 'b']),
			jointOn(4, ['f', 'g', 'h']),
			jointOn(5, ['g', 'd']),
		]
		const listed = (order: readonly number[]): unknown => {
			const entities = new Entities(attested)
			for (const i of order) entities.join(joints[i]!)
			return [entities.list(), entities.refused()]
		}
		const plain = listed([0, 1, 2, 3, 4])
		expect(plain).toMatchObject([
			[{ accounts: ['a', 'b', 'd', 'e'] }, { accounts: ['f', 'g', 'h'] }],
			[{ reason: 'entities' }],
		])
		for (const order of [
			[4, 3, 2, 1, 0],
			[2, 0, 4, 3, 1],
			[1, 3, 0, 2, 4],
		])
			expect(listed(order)).toEqual(plain)
	})

	it('grow as joints come, also after they were listed', () => {
		const entities = new Entities()
		entities.join(jointOn(1, ['a', 'b']))
		expect(entities.list()).toHaveLength(1)
		entities.join(jointOn(2, ['c', 'd']))
		expect(entities.list()).toHaveLength(2)
	})

	it('of very many accounts need no recursion, and of none are none', () => {
		const entities = new Entities()
		for (let i = 100_000; i > 0; i--) entities.join(jointOn(i, [`a${i}`, `a${i - 1}`]))
		expect(entities.list()).toHaveLength(1)
		entities.join(jointOn(100_001, []))
		expect(new Entities().list()).toEqual([])
	})
})
