import { describe, expect, it } from 'vitest'
import { fingerprint, sameHabits } from '../../src/heuristics.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { madeTransactions } from '../support/madeTransactions.js'

const made = (line: string, more: Partial<UtxoTransaction> = {}, input = {}) =>
	madeTransactions([[line, { transaction: more, input }]])[0]!

describe('a fingerprint', () => {
	it('tells habits, and nothing that the source does not tell', () => {
		expect(fingerprint(made('a9 > x5 y3'))).toEqual({
			...{ version: null, locktime: null, sequence: null, scripts: null, keys: null },
			...{ bip69: 'other', lowR: null, inputCount: 'one' },
		})
		const told = made(
			'a9:p2wpkh > x3 y5',
			{ version: 2, locktime: 1 },
			{ sequence: 0xfffffffd, segwit: true, compressedKey: true },
		)
		expect(fingerprint(told)).toEqual({
			...{ version: '2', locktime: 'height', sequence: 'replaceable', scripts: 'p2wpkh witness', keys: 'true' },
			...{ bip69: null, lowR: null, inputCount: 'one' },
		})
	})

	it('calls an order BIP-69 only where chance would rarely make it', () => {
		const order = (line: string) => fingerprint(made(line)).bip69
		expect(order('a1 b1 > x2 y1')).toBe('other')
		expect(order('a1 > x1 y2')).toBeNull()
		expect(order('a1 b1 > x1 y2 z3 v4')).toBeNull()
		expect(order('a1 b1 c1 > x1 y2 z3 v4')).toBe('sorted')
		// Outputs of equal value may stand either way round, and say less of the order by that.
		expect(order('a1 b1 c1 > x1 y1 z3 v4')).toBe('sorted')
		expect(order('a1 > x1 y1 z1 v1 w1')).toBeNull()
		expect(order('a1 > x1 y1 z1 v1 w2')).toBeNull()
		expect(order('a1 > x1 y1 z1 v2 w2 u3')).toBe('sorted')
		const swapped = made('a1 b1 c1 > x1 y2 z3 v4')
		expect(fingerprint({ ...swapped, inputs: [...swapped.inputs].reverse() }).bip69).toBe('other')
	})

	it('orders inputs by number, not by text', () => {
		const transaction = made('a1 b1 c1 > x1 y2 z3 v4')
		const spends = (vouts: readonly number[]) => ({
			...transaction,
			inputs: transaction.inputs.map((input, i) => ({ ...input, spends: `${'f'.repeat(64)}:${vouts[i]}` })),
		})
		expect(fingerprint(spends([2, 9, 10])).bip69).toBe('sorted')
		expect(fingerprint(spends([10, 2, 9])).bip69).toBe('other')
	})

	it('calls signatures low-R from six on', () => {
		const lowR = (inputs: number, low: number) => {
			const line = `${'abcdefgh'.slice(0, inputs).replace(/./g, '$&1 ')}> x1`
			return fingerprint(made(line, {}, { signatures: { count: 1, lowR: low } })).lowR
		}
		expect([lowR(1, 1), lowR(5, 1), lowR(6, 1), lowR(1, 0), lowR(7, 0)]).toEqual([null, null, 'low', 'any', 'any'])
	})

	it('counts inputs in classes', () => {
		const count = (inputs: number) =>
			fingerprint(made(`${'abcdefgh'.slice(0, inputs).replace(/./g, '$&1 ')}> x1`)).inputCount
		expect([1, 2, 4, 5, 8].map(count)).toEqual(['one', 'few', 'few', 'many', 'many'])
	})

	it('is compared by what both tell', () => {
		const one = fingerprint(made('a9 > x3 y5', { version: 2 }))
		expect(sameHabits(one, fingerprint(made('a8 > x3 y4', { version: 2, locktime: 0 })))).toBe(true)
		expect(sameHabits(one, fingerprint(made('a8 > x3 y4', { version: 1 })))).toBe(false)
		expect(sameHabits(one, fingerprint(made('a8 b1 > x3 y4', { version: 2 })))).toBe(false)
	})

	it('is fooled by two wallets of one program, which look alike', () => {
		expect(sameHabits(fingerprint(made('a9 > x3 y5')), fingerprint(made('b9 > v3 w5')))).toBe(true)
	})
})
