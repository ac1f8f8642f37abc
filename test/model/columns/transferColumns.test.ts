import { describe, expect, it } from 'vitest'
import { AmountColumn } from '../../../src/model/columns/amountColumn.js'
import { NONE, TransferColumns, type TransferRow } from '../../../src/model/columns/transferColumns.js'
import { WholeColumn } from '../../../src/model/columns/wholeColumn.js'
import { InputError } from '../../../src/model/errors.js'

describe('AmountColumn', () => {
	const edges = [0n, 1n, 2n ** 32n, 2n ** 53n, 2n ** 63n, 2n ** 64n, 2n ** 95n, 2n ** 96n, 2n ** 128n, 2n ** 256n]
	const amounts = edges.flatMap((edge) => (edge === 0n ? [edge] : [edge - 1n, edge, edge + 1n]))

	it('keeps every amount exactly, in any order', () => {
		for (const list of [amounts, [...amounts].reverse()]) {
			const column = new AmountColumn()
			for (const [row, amount] of list.entries()) column.set(row, amount)
			expect(list.map((_, row) => column.get(row))).toEqual(list)
		}
	})

	it('forgets what stood in a row before', () => {
		const column = new AmountColumn()
		for (const amount of [2n ** 200n, 5n, 2n ** 96n - 1n, 2n ** 96n, 2n ** 64n - 1n, 0n]) {
			column.set(0, amount)
			expect(column.get(0)).toBe(amount)
		}
	})

	it('says how large an amount is', () => {
		const column = new AmountColumn()
		const sizes = [2n ** 53n - 1n, 2n ** 53n, 2n ** 96n - 1n, 2n ** 96n].map((amount, row) => {
			column.set(row, amount)
			return column.sizeOf(row)
		})
		expect(sizes).toEqual(['safe', 'wide', 'wide', 'huge'])
	})

	it('takes no third limb while amounts are below 2^64', () => {
		const column = new AmountColumn()
		for (let row = 0; row < 1000; row++) column.set(row, 2n ** 64n - 1n - BigInt(row))
		expect(column.high.length).toBe(1024)
		const small = new AmountColumn()
		for (let row = 0; row < 1000; row++) small.set(row, BigInt(row))
		expect(small.high.length).toBe(0)
		expect(small.bytes).toBe(1024 * 8)
	})
})

describe('WholeColumn', () => {
	it('is 0 where nothing was written, and widens', () => {
		const column = new WholeColumn()
		column.set(5, 0)
		expect(column.bytes).toBe(0)
		column.set(3, 7)
		column.set(4, 2 ** 32 - 1)
		expect([0, 3, 4, 5, 500].map((row) => column.get(row))).toEqual([0, 7, 2 ** 32 - 1, 0, 0])
		column.set(20, 2 ** 53 - 1)
		column.trim(21)
		expect([3, 4, 20, 21].map((row) => column.get(row))).toEqual([7, 2 ** 32 - 1, 2 ** 53 - 1, 0])
	})
})

describe('TransferColumns', () => {
	const rows: TransferRow[] = Array.from({ length: 100 }, (_, i) => ({
		from: i % 7 === 0 ? null : `eip155:1:0x${(i % 13).toString(16).padStart(40, '0')}`,
		to: i % 11 === 1 ? null : `eip155:1:0x${(i % 5).toString(16).padStart(40, '0')}`,
		asset: i % 3 === 0 ? 'usd' : 'eip155:1/slip44:60',
		amount: 3n ** BigInt(i),
		atSeconds: 1_600_000_000 + i,
		height: i % 4 === 0 ? null : i,
		transaction: i < 50 && i % 2 === 0 ? null : `eip155:1/0x${(i >> 1).toString(16).padStart(64, '0')}`,
	}))

	it('gives back what was appended', () => {
		const columns = new TransferColumns()
		for (const [i, row] of rows.entries()) expect(columns.append(row)).toBe(i)
		const back = (): TransferRow[] =>
			rows.map((_, row) => ({
				from: textOr(columns.from[row] as number, columns.accounts.text.bind(columns.accounts)),
				to: textOr(columns.to[row] as number, columns.accounts.text.bind(columns.accounts)),
				asset: columns.assets.text(columns.asset[row] as number),
				amount: columns.amounts.get(row),
				atSeconds: columns.atSeconds(row),
				height: columns.height(row),
				transaction: textOr(columns.transaction[row] as number, columns.transactions.text.bind(columns.transactions)),
			}))
		expect(back()).toEqual(rows)
		columns.trim()
		expect(columns.from.length).toBe(100)
		expect(back()).toEqual(rows)
		columns.append({ ...(rows[0] as TransferRow), atSeconds: 1_600_000_099 })
		expect(columns.length).toBe(101)
		expect(columns.transaction[100]).toBe(NONE)
	})
})

describe('the order of events', () => {
	const row = { from: null, to: 'a:b', asset: 'usd', amount: 1n }

	it('is that of the heights where all are known, else of the times', () => {
		const columns = new TransferColumns()
		columns.append({ ...row, atSeconds: 10, height: 5 })
		columns.append({ ...row, atSeconds: 9, height: 6 })
		expect(() => columns.append({ ...row, atSeconds: 20, height: 4 })).toThrow(InputError)
		// Times would have to tell the order of all three.
		expect(() => columns.append({ ...row, atSeconds: 10 })).toThrow(InputError)
		expect(columns.length).toBe(2)
		const timed = new TransferColumns()
		timed.append({ ...row, atSeconds: 9 })
		timed.append({ ...row, atSeconds: 9, height: 5 })
		timed.append({ ...row, atSeconds: 10, height: 1 })
		expect(() => timed.append({ ...row, atSeconds: 9, height: 9 })).toThrow(InputError)
		expect(timed.length).toBe(3)
	})
})

describe('wrong values', () => {
	const row: TransferRow = { from: null, to: 'a:b', asset: 'usd', amount: 1n, atSeconds: 1 }

	it('are refused by name, and nothing is appended', () => {
		const columns = new TransferColumns()
		const wrong: [string, Partial<Record<keyof TransferRow, unknown>>][] = [
			['amount', { amount: -1n }],
			['amount', { amount: 2n ** 256n }],
			['amount', { amount: 5 }],
			['atSeconds', { atSeconds: Number.NaN }],
			['atSeconds', { atSeconds: 1.5 }],
			['height', { height: -1 }],
			['index', { index: 2 ** 53 }],
		]
		for (const [field, change] of wrong)
			expect(() => columns.append({ ...row, ...change } as TransferRow), field).toThrow(
				new RegExp(`transfer 0, ${field}`),
			)
		expect(columns.length).toBe(0)
		expect(columns.accounts.size).toBe(0)
	})
})

const textOr = (id: number, text: (id: number) => string): string | null => (id === NONE ? null : text(id))
