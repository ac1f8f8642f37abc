import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { widestPaths } from '../../src/graph/widestPaths.js'
import type { AccountTransaction } from '../../src/model/transaction.js'

const row = (place: number, from: string, to: string, amount: bigint): AccountTransaction => ({
	kind: 'account',
	id: `c/t${place}`,
	chain: 'c',
	txid: `t${place}`,
	height: place,
	atSeconds: place,
	transfers: [{ id: `t${place}`, from, to, asset: 'x', amount, order: [place, -1, 0], orderTold: true }],
})

describe('widestPaths', () => {
	test('W1: s-a-X 7 and s-b-X 5; s-a-b-X does not respect time', () => {
		const rows = [
			row(1, 's', 'a', 10n),
			row(2, 'a', 'X', 7n),
			row(3, 's', 'b', 5n),
			row(4, 'b', 'X', 5n),
			row(5, 'a', 'b', 3n),
		]
		expect(widestPaths(rows.reverse(), { from: 's', to: 'X' })).toEqual([
			{ width: 7n, transfers: ['t1', 't2'] },
			{ width: 5n, transfers: ['t3', 't4'] },
		])
	})

	test('a Bitcoin way goes through the outputs that are spent', () => {
		const tx = (place: number, spends: [string, string, bigint][], outputs: [string, bigint][]) => ({
			kind: 'utxo' as const,
			id: `c/${place}`,
			chain: 'c',
			txid: `${place}`,
			height: place,
			atSeconds: place,
			order: [place, 0, 0] as const,
			coinbase: false,
			inputs: spends.map(([output, account, amount]) => ({ spends: output, account, amount })),
			outputs: outputs.map(([account, amount], i) => ({ id: `c/${place}:${i}`, account, amount })),
		})
		const transactions = [
			tx(
				1,
				[['c/0:0', 's', 10n]],
				[
					['a', 6n],
					['s', 4n],
				],
			),
			tx(
				2,
				[
					['c/1:0', 'a', 6n],
					['c/9:0', 'z', 5n],
				],
				[
					['X', 8n],
					['a', 3n],
				],
			),
		]
		expect(widestPaths(transactions, { from: 's', to: 'X' })).toEqual([{ width: 6n, transfers: ['c/1:0', 'c/2:0'] }])
	})

	test('the widest way equals an exhaustive search', () => {
		const name = fc.constantFrom('s', 'a', 'b', 'X')
		fc.assert(
			fc.property(fc.array(fc.tuple(name, name, fc.bigInt(1n, 20n)), { maxLength: 9 }), (rows) => {
				const transactions = rows.map(([from, to, amount], i) => row(i, from, to, amount))
				let best = 0n
				const stack: { at: string; next: number; width: bigint }[] = [{ at: 's', next: 0, width: 100n }]
				for (let state = stack.pop(); state !== undefined; state = stack.pop()) {
					if (state.at === 'X' && state.next > 0 && state.width > best) best = state.width
					for (let i = state.next; i < rows.length; i++) {
						const [from, to, amount] = rows[i] as (typeof rows)[number]
						if (from === state.at && from !== to)
							stack.push({ at: to, next: i + 1, width: amount < state.width ? amount : state.width })
					}
				}
				const [first] = widestPaths(transactions, { from: 's', to: 'X', most: 1 })
				expect(first?.width ?? 0n).toBe(best)
			}),
			{ numRuns: 400 },
		)
	})
})
