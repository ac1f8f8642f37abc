import { describe, expect, it } from 'vitest'
import { ByteStrings } from '../../../src/chains/bitcoin/blocks/byteStrings.js'
import { TransactionIndex } from '../../../src/chains/bitcoin/blocks/transactionIndex.js'
import { seededRandom } from '../../bench/support/seededRandom.js'

describe('ByteStrings', () => {
	it('numbers distinct bytes in order of appearance, as a Map of their text does', () => {
		const random = seededRandom(5)
		const strings = new ByteStrings()
		const map = new Map<string, number>()
		for (let i = 0; i < 50_000; i++) {
			const bytes = Buffer.from(Array.from({ length: Math.floor(random() * 40) }, () => Math.floor(random() * 3)))
			const key = bytes.toString('latin1')
			const known = map.get(key)
			expect(strings.find(bytes)).toBe(known)
			const id = strings.idOf(Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('y')]), 2, bytes.length)
			expect(id).toBe(known ?? map.size)
			map.set(key, id)
		}
		expect(strings.size).toBe(map.size)
		for (const [key, id] of map) expect(Buffer.from(strings.bytes(id)).toString('latin1')).toBe(key)
	})

	it('keeps long keys, and those of one pool apart from each other', () => {
		const strings = new ByteStrings()
		const long = Buffer.alloc(100_000, 1)
		expect([strings.idOf(long), strings.idOf(Buffer.alloc(0)), strings.idOf(long.subarray(1))]).toEqual([0, 1, 2])
		expect(strings.bytes(0)).toHaveLength(100_000)
		expect(strings.bytes(1)).toHaveLength(0)
		expect(strings.find(long.subarray(2))).toBeUndefined()
	})
})

describe('TransactionIndex', () => {
	it('finds by hash; of equal ones the later, and tells of them', () => {
		const hash = (n: number) => Buffer.alloc(32, n)
		const repeats: number[][] = []
		const index = new TransactionIndex(
			[Buffer.concat([hash(1), hash(2)]), hash(1), Buffer.alloc(0), hash(3)],
			(earlier, later) => repeats.push([earlier, later]),
		)
		expect(index.size).toBe(4)
		expect(repeats).toEqual([[0, 2]])
		expect([1, 2, 3, 4].map((n) => index.numberOf(hash(n)))).toEqual([2, 1, 3, undefined])
		expect(index.numberOf(Buffer.concat([Buffer.alloc(1), hash(3)]), 1)).toBe(3)
		expect([...index.hash(1)]).toEqual([...hash(2)])
	})
})
