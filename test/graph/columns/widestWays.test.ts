import { describe, expect, it } from 'vitest'
import { widestWays } from '../../../src/graph/columns/widestWays.js'
import { widestPaths } from '../../../src/graph/widestPaths.js'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { AccountTransaction, Transfer } from '../../../src/model/transaction.js'
import { seededRandom } from '../../bench/support/seededRandom.js'
import { account, ETHER, TOKEN, transaction } from '../../support/payments.js'

const TABLES = 300
const NAMES = ['a', 'b', 'c', 'd', 'e']
/** Amounts that a number cannot tell apart are among them. */
const AMOUNTS = [0n, 1n, 2n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 53n + 2n, 2n ** 96n, 2n ** 96n + 1n]

describe('widestWays', () => {
	it('gives what widestPaths gives over objects', () => {
		let found = 0
		for (let number = 1; number <= TABLES; number++) {
			const random = seededRandom(number)
			const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
			const transactions = Array.from({ length: 30 }, (_, place): AccountTransaction => {
				const id = transaction(place + 1)
				const transfers = Array.from({ length: random() < 0.3 ? 2 : 1 }, (_, index): Transfer => {
					const from = random() < 0.1 ? null : account(pick(NAMES))
					const to = random() < 0.1 && from !== null ? null : account(pick(NAMES))
					const asset = random() < 0.8 ? ETHER : TOKEN
					return {
						id: `${id}#row:${index}`,
						from,
						to,
						asset,
						amount: pick(AMOUNTS),
						order: [place, 0, index],
						orderTold: true,
					}
				})
				const header = { chain: 'eip155:1', txid: id.slice('eip155:1/'.length), height: null, atSeconds: place }
				return { kind: 'account', id, ...header, transfers }
			})
			const columns = new TransferColumns()
			for (const { id, transfers, atSeconds } of transactions) {
				for (const [index, { from, to, asset, amount }] of transfers.entries())
					columns.append({ from, to, asset, amount, atSeconds, transaction: id, index })
			}
			const query = {
				from: account('a'),
				to: account(pick(NAMES)),
				most: pick([1, 2, 3, 10]),
				...(random() < 0.5 ? {} : { asset: ETHER }),
			}
			const ways = widestWays(columns, query)
			found += ways.length
			expect(
				ways.map(({ width, rows }) => ({ width, transfers: rows.map((row) => columns.transferId(row)) })),
				`table ${number}`,
			).toEqual(widestPaths(transactions, query))
		}
		expect(found).toBeGreaterThan(TABLES)
	})

	it('refuses a number of ways that is none', () => {
		for (const most of [0, -1, 1.5, Number.NaN, 1001])
			expect(() => widestWays(new TransferColumns(), { from: account('a'), to: account('b'), most })).toThrow(/^most: /)
	})

	it('finds nothing for accounts and assets that are not there', () => {
		const columns = new TransferColumns()
		columns.append({ from: account('a'), to: account('b'), asset: ETHER, amount: 1n, atSeconds: 1 })
		expect(widestWays(columns, { from: account('a'), to: account('b') })).toEqual([{ width: 1n, rows: [0] }])
		expect(widestWays(columns, { from: account('a'), to: account('c') })).toEqual([])
		expect(widestWays(columns, { from: account('a'), to: account('b'), asset: TOKEN })).toEqual([])
	})
})
