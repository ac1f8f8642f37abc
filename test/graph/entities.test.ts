import { describe, expect, it } from 'vitest'
import { Entities } from '../../src/graph/entities.js'

describe('entities', () => {
	it('join accounts and remember every piece of evidence', () => {
		const entities = new Entities()
		entities.join(['c', 'b'], 'e1')
		entities.join(['x', 'y'], 'e2')
		entities.join(['b', 'a'], 'e3')
		entities.join(['a', 'c'], 'e4')
		expect(entities.list()).toEqual([
			{ id: 'control a', accounts: ['a', 'b', 'c'], evidence: ['e1', 'e3', 'e4'] },
			{ id: 'control x', accounts: ['x', 'y'], evidence: ['e2'] },
		])
	})

	it('do not depend on the order of joining', () => {
		const joints: [string[], string][] = [
			[['d', 'e'], '1'],
			[['a', 'b'], '2'],
			[['e', 'b'], '3'],
			[['f', 'g', 'h'], '4'],
		]
		const listed = (order: readonly number[]): unknown => {
			const entities = new Entities()
			for (const i of order) entities.join(...joints[i]!)
			return entities.list()
		}
		const plain = listed([0, 1, 2, 3])
		for (const order of [
			[3, 2, 1, 0],
			[2, 0, 3, 1],
			[1, 3, 0, 2],
		])
			expect(listed(order)).toEqual(plain)
	})

	it('of very many accounts need no recursion, and of none are none', () => {
		const entities = new Entities()
		for (let i = 100_000; i > 0; i--) entities.join([`a${i}`, `a${i - 1}`], 'e')
		expect(entities.list()).toHaveLength(1)
		entities.join([], 'nothing')
		expect(new Entities().list()).toEqual([])
	})
})
