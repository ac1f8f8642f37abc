import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../../src/chains/table/index.js'
import type { AccountTransaction, Transfer } from '../../../src/model/transaction.js'
import { accountTransactionSchema } from '../../../src/model/transaction.js'
import { adapterExam, type Examinee } from '../../conformance/adapterExam.js'
import { account, address, csv, csvRow, HEADER, hash, openBytes, transactionsOf, transfersOf } from './sampleTable.js'

const ETHER = 'eip155:1/slip44:60'
const SAMPLE = csv(
	csvRow({ txid: hash(9), block: '90', from: '', to: address(1), asset: ETHER, amount: '7' }),
	csvRow({ txid: hash(5), index: '4', from: address(2), to: address(3) }),
	csvRow({ txid: hash(5), index: '11', from: address(1), to: address(2), amount: '8' }),
	csvRow({ txid: hash(3), block: '120', time: '1700000100', from: address(3), to: address(1), amount: '2' }),
	csvRow({ txid: hash(4), block: '130', time: '1700000200', from: address(1), to: address(1), amount: '0' }),
	csvRow({ chain: 'bsc', txid: hash(4), block: '', time: '1600000000', from: address(1), to: '', amount: '1' }),
)

const sample = async (): Promise<Examinee> => ({
	adapter: await openBytes(SAMPLE),
	account: account(1),
	transaction: `eip155:1/${hash(5)}`,
	unknownAccount: account(77),
})

adapterExam('transfer table', sample)

describe('a transfer table as a source', () => {
	it('describes each chain with its own clock, newest block and scope', async () => {
		const other = csv(csvRow({ chain: 'bsc', txid: hash(8), block: '7' }))
		const adapter = await openTransferTables([
			{ name: 'a', bytes: SAMPLE, scope: 'complete' },
			{ name: 'b', bytes: other },
		])
		const chain = { ledger: 'account', blockHash: null }
		expect((await adapter.describe()).chains).toEqual([
			{ ...chain, chain: 'eip155:1', clock: 'height', scope: 'complete', height: 130, atSeconds: 1700000200 },
			{ ...chain, chain: 'eip155:56', clock: 'time', scope: 'excerpt', height: null, atSeconds: 1700000000 },
		])
	})

	it('orders the transfers of a transaction by who is paid before paying', async () => {
		const transactions = await transactionsOf(await openBytes(SAMPLE), [account(1)])
		const { transfers } = transactions.get(`eip155:1/${hash(5)}`) as AccountTransaction
		expect(transfers.map(({ id, order, orderTold }) => [id.slice(id.indexOf('#')), ...order, orderTold])).toEqual([
			['#row:11', 100, -1, 0, false],
			['#row:4', 100, -1, 1, false],
		])
	})

	it('hands out transactions in order of events, and only deep-frozen ones that fit the schema', async () => {
		const transactions = [...(await transactionsOf(await openBytes(SAMPLE), [account(1)])).values()]
		expect(transactions.map(({ height }) => height)).toEqual([90, 100, 120, 130])
		for (const transaction of transactions) {
			const loose = {
				...transaction,
				transfers: transaction.transfers.map((transfer) => ({ ...transfer, amount: transfer.amount.toString() })),
			}
			expect(accountTransactionSchema.parse(loose)).toEqual(transaction)
			for (const part of [
				transaction,
				transaction.transfers,
				...transaction.transfers,
				...transaction.transfers.map(({ order }) => order),
			]) {
				expect(Object.isFrozen(part)).toBe(true)
			}
		}
	})

	it('keeps two equal transfers of one transaction apart by their index', async () => {
		const adapter = await openBytes(csv(csvRow({ index: '3' }), csvRow({ index: '4' })))
		const transfers = await transfersOf(adapter, [account(1)])
		expect([...transfers.keys()].map((id) => id.slice(id.indexOf('#')))).toEqual(['#row:3', '#row:4'])
		expect((await adapter.inflow?.([account(2)], {}))?.get(account(2))).toEqual(new Map([['usd', 10n]]))
	})

	it('sums what arrives, exactly and within the window', async () => {
		const most = 2n ** 256n - 1n
		const rows = [1, 2, 3].map((n) => csvRow({ txid: hash(n), block: String(n), amount: most.toString() }))
		const adapter = await openBytes(csv(...rows))
		const inflow = async (window: { from?: number; to?: number }) =>
			(await adapter.inflow?.([account(2)], window))?.get(account(2))?.get('usd')
		expect(await inflow({})).toBe(3n * most)
		expect(await inflow({ from: 2 })).toBe(2n * most)
		expect(await inflow({ from: 2, to: 2 })).toBe(most)
		expect(await inflow({ from: 4 })).toBeUndefined()
	})

	it('cannot say who spends an output, and says so', async () => {
		const adapter = await openBytes(SAMPLE)
		for await (const page of adapter.fetch([{ kind: 'spend', subject: `eip155:1/${hash(5)}:0` }])) {
			expect(page).toMatchObject({
				transactions: [],
				more: false,
				coverage: { status: 'unavailable', reasons: ['C_NOT_FETCHED'], kind: 'utxo' },
			})
		}
	})

	it('pages a busy account and stops between pages for a timer that aborts', async () => {
		const rows = Array.from({ length: 2500 }, (_, n) => csvRow({ txid: hash(n + 1), block: String(n) }))
		const adapter = await openBytes(csv(...rows))
		const query = { kind: 'account', subject: account(1) } as const
		const sizes: [number, boolean][] = []
		for await (const page of adapter.fetch([query])) sizes.push([page.transactions.length, page.more])
		expect(sizes).toEqual([
			[1000, true],
			[1000, true],
			[500, false],
		])
		const signal = AbortSignal.timeout(20)
		const endless = async () => {
			for await (const _ of adapter.fetch(
				Array.from({ length: 1_000_000 }, () => query),
				{ signal },
			));
		}
		const error = await endless().catch((reason: unknown) => reason)
		expect(error).toBeInstanceOf(DOMException)
		expect(error).toBe(signal.reason)
	})

	it('gives the same answers for any order of rows and tables', async () => {
		const lines = new TextDecoder().decode(SAMPLE).trim().split('\n').slice(1)
		const everyone = [1, 2, 3].map(account)
		const expected = await transfersOf(await openBytes(SAMPLE), everyone)
		for (let turn = 0; turn < lines.length; turn++) {
			const turned = [...lines.slice(turn), ...lines.slice(0, turn)]
			const whole = await transfersOf(await openBytes(csv(...turned)), everyone)
			const split = await transfersOf(
				await openBytes(csv(...turned.slice(0, 2)), csv(...turned.slice(2).reverse())),
				everyone,
			)
			expect([...whole]).toEqual([...expected])
			expect([...split]).toEqual([...expected])
		}
	})

	it('reads a hundred thousand rows of one block within seconds', async () => {
		const rows = Array.from({ length: 100_000 }, (_, n) =>
			csvRow({ txid: hash(n * 7919 + 1), from: address(n + 1), to: address(n + 2) }),
		)
		const start = performance.now()
		const adapter = await openBytes(csv(...rows))
		expect(performance.now() - start).toBeLessThan(15_000)
		const [last] = (await transfersOf(adapter, [account(100_001)])).values()
		expect(last?.order).toEqual([100, -1, 99_999])
	})
})

const CASES = new URL('../../../../shared/data/evm/cases/', import.meta.url)
const REAL = [
	['atomic', 1080],
	['lifi', 135],
] as const

describe.skipIf(!existsSync(CASES))('real tables', () => {
	it.each(REAL)('%s: all %i rows are kept, as an independent reading has them', async (name, count) => {
		const bytes = readFileSync(new URL(`${name}/transfers.csv`, CASES))
		const lines = bytes
			.toString()
			.trim()
			.split('\n')
			.slice(1)
			.map((line) => line.trim().split(','))
		expect(lines).toHaveLength(count)
		const accounts = new Set(lines.flatMap((fields) => [fields[5], fields[6]]).map((end) => `eip155:1:${end}`))
		const transfers = await transfersOf(await openBytes(bytes), accounts)
		expect(transfers.size).toBe(count)
		for (const [, txid, index, block, , from, to, asset, amount] of lines) {
			const transfer = transfers.get(`eip155:1/${txid}#row:${index}`) as Transfer
			expect(transfer).toMatchObject({
				from: `eip155:1:${from}`,
				to: `eip155:1:${to}`,
				asset,
				amount: BigInt(amount as string),
			})
			expect(transfer.order[0]).toBe(Number(block))
		}
		const shuffled = `${HEADER}\n${[...lines]
			.reverse()
			.map((fields) => fields.join(','))
			.join('\n')}`
		expect([...(await transfersOf(await openBytes(gzipSync(shuffled)), accounts))]).toEqual([...transfers])
	})
})

for (const [name] of REAL) {
	const url = new URL(`${name}/transfers.csv`, CASES)
	describe.skipIf(!existsSync(url))(`real table ${name}`, () => {
		adapterExam(`${name}, real`, async () => {
			const rows = readFileSync(url, 'utf8')
				.trim()
				.split('\n')
				.slice(1)
				.map((line) => line.split(','))
			const payers = rows.map((fields) => fields[5] as string)
			const busy = payers.findIndex((payer, i) =>
				rows.some((fields, j) => j !== i && fields[5] === payer && fields[1] !== rows[i]?.[1]),
			)
			return {
				adapter: await openBytes(readFileSync(url)),
				account: `eip155:1:${payers[busy]}`,
				transaction: `eip155:1/${rows[0]?.[1]}`,
				unknownAccount: account(77),
			}
		})
	})
}
