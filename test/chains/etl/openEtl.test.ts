import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openEtl } from '../../../src/chains/etl/openEtl.js'
import { InputError } from '../../../src/model/errors.js'
import { accountTransactionSchema } from '../../../src/model/transaction.js'
import { adapterExam, type Examinee } from '../../conformance/adapterExam.js'
import { address, hash } from '../evm/evmFacts.js'
import {
	blockHash,
	blockRow,
	csv,
	logRow,
	moved,
	openSample,
	receiptRow,
	SAMPLE,
	sample,
	tokenRow,
	traceRow,
	transactionRow,
} from './sampleEtl.js'

const examinee = async (): Promise<Examinee> => ({
	adapter: await openSample(),
	account: `eip155:1:${address(1)}`,
	transaction: `eip155:1/${hash(2)}`,
	unknownAccount: `eip155:1:${address(0x77)}`,
})
adapterExam('blockchain-etl files', examinee)

const EVERYTHING = ['1#fee 42000', '1#tx 10', '2#fee 100000', '2#tx 10', '2#call:0 6', '2#log:0 7']

describe('blockchain-etl files as a source', () => {
	it('join what their tables tell of a transaction', async () => {
		expect(await moved()).toEqual(EVERYTHING)
		expect(await moved({}, { scope: 'complete' })).toEqual(EVERYTHING)
	})

	it('give the same whatever the order of files and rows, their form and packing', async () => {
		const query = [{ kind: 'account' as const, subject: `eip155:1:${address(1)}` }]
		const answer = async (inputs: Parameters<typeof openEtl>[0]): Promise<unknown[]> => {
			const pages = []
			for await (const page of (await openEtl(inputs, { chain: 'eip155:1' })).fetch(query)) pages.push(page)
			return pages
		}
		const backwards = SAMPLE.map((table) => csv({ ...table, rows: [...table.rows].reverse() })).reverse()
		const lines = SAMPLE.map(({ name, rows }) => ({
			name,
			bytes: gzipSync(rows.map((row) => JSON.stringify(jsonRow(row))).join('\n')),
		}))
		const together = [
			{
				name: 'all',
				bytes: Buffer.concat(
					SAMPLE.flatMap(({ rows }) => rows.map((row) => Buffer.from(`${JSON.stringify(jsonRow(row))}\n`))),
				),
			},
		]
		const plain = await answer(sample())
		expect(await answer(backwards)).toEqual(plain)
		expect(await answer(lines)).toEqual(plain)
		expect(await answer(together)).toEqual(plain)
		expect(await answer([...sample(), ...sample()])).toEqual(plain)
	})

	it('make transactions that the schema accepts', async () => {
		const adapter = await openSample()
		for await (const { transactions } of adapter.fetch([{ kind: 'account', subject: `eip155:1:${address(1)}` }])) {
			expect(transactions).toHaveLength(2)
			for (const transaction of transactions) {
				if (transaction.kind !== 'account') throw new Error('an account transaction was expected')
				const transfers = transaction.transfers.map((transfer) => ({ ...transfer, amount: String(transfer.amount) }))
				expect(accountTransactionSchema.parse({ ...transaction, transfers })).toEqual(transaction)
			}
		}
	})

	it.each<[string, Parameters<typeof moved>[0], string[]]>([
		['traces', { traces: null }, ['1#fee 42000', '1#tx 10', '2#fee 100000', '2#tx 10', '2#log:0 7', 'C_NO_TRACES']],
		[
			'receipts',
			{ receipts: null },
			['1#tx 10', 'C_NO_RECEIPTS', '2#tx 10', '2#call:0 6', '2#log:0 7', 'C_NO_RECEIPTS'],
		],
		['logs', { logs: null }, [...EVERYTHING.slice(0, 5), '2#log:0 unknownStandard']],
		['events', { logs: null, token_transfers: null }, [...EVERYTHING.slice(0, 5), 'C_NO_RECEIPTS']],
		['blocks', { blocks: null }, EVERYTHING],
		[
			'transactions',
			{ transactions: null, receipts: null },
			['1#tx 10', 'C_NO_RECEIPTS', '2#tx 10', '2#call:0 6', '2#log:0 7', 'C_NO_RECEIPTS'],
		],
	])('say what is missing without %s', async (_, changes, expected) => {
		expect(await moved(changes)).toEqual(expected)
	})

	it.each([
		['passes on all that it was sent without call data', '0x', '10', `eip155:1:${address(2)}`],
		['keeps a part', '0x', '9', undefined],
		['was told where to', '0xa9059cbb', '10', undefined],
		['says nothing of call data', '', '10', undefined],
	])('name a contract that %s', async (_, input, value, forwarder) => {
		const source = await openSample({
			transactions: [transactionRow(1, { input }), transactionRow(2, { input })],
			traces: [traceRow(1, ''), traceRow(2, ''), traceRow(2, '0', { value })],
		})
		const told: (string | undefined)[] = []
		for await (const { transactions } of source.fetch([{ kind: 'account', subject: `eip155:1:${address(2)}` }]))
			for (const one of transactions) told.push(one.kind === 'account' ? one.forwarder : undefined)
		expect(told).toEqual([undefined, forwarder])
	})

	it('read an event table that is there and empty as no events', async () => {
		const inputs = [
			...sample({ logs: null, token_transfers: null }),
			{ name: 'logs', bytes: Buffer.from('log_index,topics,data\n') },
		]
		const adapter = await openEtl(inputs, { chain: 'ethereum' })
		const query = { kind: 'account' as const, subject: `eip155:1:${address(1)}` }
		for await (const { coverage } of adapter.fetch([query])) expect(coverage.status).toBe('complete')
	})

	it('declare missing traces for every account whose window holds them', async () => {
		const later = [
			transactionRow(2, { block_number: '105', block_hash: blockHash(105), block_timestamp: '1700000060' }),
		]
		const blocks = [blockRow(), blockRow({ number: '105', hash: blockHash(105), timestamp: '1700000060' })]
		const logs = [logRow(2, 0, { block_number: '105' })]
		const adapter = await openSample({
			traces: null,
			token_transfers: null,
			blocks,
			logs,
			transactions: [transactionRow(1), ...later],
		})
		const subject = `eip155:1:${address(0x99)}`
		const windows = [{}, { to: 104 }, { from: 105 }, { from: 106 }]
		const statuses = []
		for await (const { coverage } of adapter.fetch(windows.map((window) => ({ kind: 'account', subject, ...window }))))
			statuses.push([coverage.status, ...coverage.reasons])
		expect(statuses).toEqual([['incomplete', 'C_NO_TRACES'], ['complete'], ['incomplete', 'C_NO_TRACES'], ['complete']])
	})

	it('take token transfers for amounts where contracts or the caller say so, for items where contracts say so', async () => {
		const contract = (kind: string) => ({
			address: address(0x70),
			bytecode: '0x',
			is_erc20: 'False',
			is_erc721: 'False',
			[kind]: 'True',
		})
		const bare = sample({ logs: null })
		const tell = async (rows: Record<string, string>[], fungible: string[] = []): Promise<unknown> => {
			const inputs = [...bare, ...(rows.length === 0 ? [] : [csv({ name: 'contracts', rows })])]
			const adapter = await openEtl(inputs, { chain: 'ethereum', fungible })
			const pages = []
			for await (const page of adapter.fetch([{ kind: 'transaction', subject: `eip155:1/${hash(2)}` }]))
				pages.push(page)
			const [transaction] = pages[0]?.transactions ?? []
			return transaction?.kind === 'account'
				? (transaction.setAside?.[0] ?? transaction.transfers.at(-1)?.amount)
				: null
		}
		expect(await tell([contract('is_erc20')])).toBe(7n)
		expect(await tell([], [address(0x70)])).toBe(7n)
		expect(await tell([contract('is_erc721')])).toMatchObject({
			reason: 'nonFungible',
			asset: `eip155:1/erc721:${address(0x70)}/7`,
		})
		expect(await tell([contract('other')])).toMatchObject({ reason: 'unknownStandard' })
	})

	it('keep token transfers in the order of their events where nothing tells their transactions', async () => {
		const rows = [tokenRow(2, 9), tokenRow(1, 4)]
		const changes = { transactions: null, receipts: null, traces: null, logs: null, token_transfers: rows }
		const adapter = await openSample(changes, { fungible: [address(0x70)] })
		const orders = []
		for await (const { transactions } of adapter.fetch([{ kind: 'account', subject: `eip155:1:${address(1)}` }]))
			for (const transaction of transactions)
				if (transaction.kind === 'account')
					orders.push(...transaction.transfers.map(({ id, order }) => [id.slice(-6), order[0], order[1]]))
		expect(orders).toEqual([
			['#log:4', 100, -1],
			['#log:9', 100, -1],
		])
	})

	it('read withdrawals in Gwei, and times as databases write them', async () => {
		const withdrawals = `{"index":5,"validator_index":1,"address":"${address(6)}","amount":"1000000000000000001"}`
		const blocks = [blockRow({ withdrawals, timestamp: '2023-11-14 22:13:20 UTC' })]
		const adapter = await openSample({ blocks })
		for await (const { transactions } of adapter.fetch([{ kind: 'account', subject: `eip155:1:${address(6)}` }])) {
			const [paid] = transactions
			expect(paid?.kind === 'account' && paid.transfers.map(({ id, amount }) => [id, amount])).toEqual([
				[`eip155:1/${blockHash(100)}#withdrawal:5`, 1_000_000_000_000_000_001n * 10n ** 9n],
			])
		}
	})
})

/** What a row says that cannot be: changed tables, what the error names. */
const CONTRADICTIONS: [string, Parameters<typeof moved>[0], { file: string; line: number; why?: RegExp }][] = [
	[
		'two amounts of one transaction',
		{ transactions: [transactionRow(1), transactionRow(1, { value: '11' })] },
		{ file: 'transactions', line: 3 },
	],
	['a receipt without its transaction', { receipts: [receiptRow(9)] }, { file: 'receipts', line: 2 }],
	['an event without its transaction', { logs: [logRow(9, 0)], token_transfers: null }, { file: 'logs', line: 2 }],
	[
		'an event in another block than its transaction',
		{ logs: [logRow(2, 0, { block_number: '101' })] },
		{ file: 'logs', line: 2 },
	],
	[
		'two events in one place',
		{ logs: [logRow(2, 0), logRow(2, 0, { data: `0x${'0'.repeat(63)}8` })], token_transfers: null },
		{ file: 'logs', line: 3 },
	],
	[
		'a token transfer that its event does not tell',
		{ token_transfers: [tokenRow(2, 0, { value: '8' })] },
		{ file: 'token_transfers', line: 2 },
	],
	['a token transfer without an event', { token_transfers: [tokenRow(2, 1)] }, { file: 'token_transfers', line: 2 }],
	['two blocks of one height', { blocks: [blockRow(), blockRow({ hash: hash(7) })] }, { file: 'blocks', line: 3 }],
	[
		'a transaction of another block of that height',
		{ blocks: [blockRow({ hash: hash(7) })] },
		{ file: 'transactions', line: 2 },
	],
	[
		'a transaction at another time than its block',
		{ blocks: [blockRow({ timestamp: '1' })] },
		{ file: 'transactions', line: 2 },
	],
	[
		'two transactions in one place',
		{
			transactions: [transactionRow(1), transactionRow(2, { transaction_index: '0' })],
			traces: null,
			logs: null,
			token_transfers: null,
		},
		{ file: 'transactions', line: 2 },
	],
	[
		'events of a failed transaction',
		{ receipts: [receiptRow(1), receiptRow(2, { status: '0' })] },
		{ file: 'transactions', line: 3, why: /holds logs/ },
	],
	[
		'a call without its parent',
		{ traces: [traceRow(1, ''), traceRow(2, ''), traceRow(2, '1,0')] },
		{ file: 'transactions', line: 3, why: /lacks the parent/ },
	],
	[
		'a call tree without a root',
		{ traces: [traceRow(1, ''), traceRow(2, '0')] },
		{ file: 'transactions', line: 3, why: /no root/ },
	],
	[
		'a call tree of another payer',
		{ traces: [traceRow(1, '', { from_address: address(5) })] },
		{ file: 'transactions', line: 2, why: /begins at/ },
	],
	[
		'a call tree of another value',
		{ traces: [traceRow(1, '', { value: '11' })] },
		{ file: 'transactions', line: 2, why: /value/ },
	],
	[
		'a call tree of another payee',
		{ traces: [traceRow(1, '', { to_address: address(5) })] },
		{ file: 'transactions', line: 2, why: /begins at/ },
	],
	[
		'a call tree that failed where the receipt did not',
		{ traces: [traceRow(1, '', { error: 'Reverted' })] },
		{ file: 'transactions', line: 2, why: /otherwise/ },
	],
	[
		'two frames in one place',
		{ traces: [traceRow(2, ''), traceRow(2, '0'), traceRow(2, '0', { value: '5' })] },
		{ file: 'traces', line: 4 },
	],
]

/** A bad value: table, row, column, code. */
const BAD: [string, Record<string, string>, string, string][] = [
	...['', ' ', '-1', '1e3', '1.0', '٣', '007', String(2n ** 256n), '0x10'].map(
		(value): [string, Record<string, string>, string, string] => [
			'transactions',
			transactionRow(1, { value }),
			'value',
			'E_BAD_AMOUNT',
		],
	),
	['transactions', transactionRow(1, { from_address: '0x12' }), 'from_address', 'E_INPUT'],
	['transactions', transactionRow(1, { to_address: `${address(1).slice(0, -1)}ö` }), 'to_address', 'E_INPUT'],
	['transactions', transactionRow(1, { hash: '0x12' }), 'hash', 'E_INPUT'],
	['transactions', transactionRow(1, { transaction_index: '-1' }), 'transaction_index', 'E_INPUT'],
	['transactions', transactionRow(1, { block_timestamp: 'yesterday' }), 'block_timestamp', 'E_INPUT'],
	['receipts', receiptRow(1, { status: '2' }), 'status', 'E_INPUT'],
	['receipts', receiptRow(1, { gas_used: '' }), 'gas_used', 'E_BAD_AMOUNT'],
	['logs', logRow(2, 0, { topics: `${hash(1)},0x12` }), 'topics', 'E_INPUT'],
	['logs', logRow(2, 0, { topics: Array(5).fill(hash(1)).join(',') }), 'topics', 'E_INPUT'],
	['logs', logRow(2, 0, { data: '0x123' }), 'data', 'E_INPUT'],
	['token_transfers', tokenRow(2, 0, { log_index: '' }), 'log_index', 'E_INPUT'],
	['traces', traceRow(1, '', { trace_type: 'other' }), 'trace_type', 'E_INPUT'],
	['traces', traceRow(1, '', { call_type: 'other' }), 'call_type', 'E_INPUT'],
	['traces', traceRow(1, 'x'), 'trace_address', 'E_INPUT'],
	['blocks', blockRow({ withdrawals: '{"index":1,"amount":1}' }), 'address', 'E_INPUT'],
	['blocks', blockRow({ withdrawals: 'none' }), 'withdrawals', 'E_INPUT'],
]

async function refusal(open: Promise<unknown>): Promise<InputError> {
	const error = await open.then(
		() => new Error('the files were read'),
		(thrown: unknown) => thrown,
	)
	if (!(error instanceof InputError)) throw error
	return error
}

describe('blockchain-etl files that cannot be', () => {
	it.each(CONTRADICTIONS)('%s', async (_, changes, { file, line, why }) => {
		const error = await refusal(openSample(changes))
		expect(error.details).toMatchObject({ file, line })
		expect(error.code).toBe('E_INPUT')
		if (why !== undefined) expect(error.shortMessage).toMatch(why)
	})

	it.each(BAD)('%s %o: %s', async (table, row, field, code) => {
		const error = await refusal(openSample({ [table]: [row] }))
		expect([error.code, error.details.file, error.details.line, error.details.field]).toEqual([code, table, 2, field])
	})

	it('say less of a block than its header counts, where they are said to be whole', async () => {
		const changes = {
			transactions: [transactionRow(1)],
			receipts: [receiptRow(1)],
			traces: [traceRow(1, '')],
			logs: null,
			token_transfers: null,
		}
		expect(await moved(changes)).toEqual(['1#fee 42000', '1#tx 10'])
		const error = await refusal(openSample(changes, { scope: 'complete' }))
		expect(error.details).toMatchObject({ file: 'blocks', field: 'transaction_count', value: '2' })
	})

	it('tell no time of a block', async () => {
		const changes = { blocks: null, transactions: null, receipts: null }
		expect((await refusal(openSample(changes))).shortMessage).toContain('the time of block 100')
	})

	it.each([
		['no file', []],
		['columns of no table', [{ name: 'x', bytes: Buffer.from('a,b\n1,2\n') }]],
		['a line that is no object', [{ name: 'x', bytes: Buffer.from('{"type":"log"\n') }]],
		['an empty file', [{ name: 'x', bytes: Buffer.from('') }]],
		['gzip that is cut off', [{ name: 'x', bytes: gzipSync('{}').subarray(0, 12) }]],
	])('%s', async (_, inputs) => {
		expect((await refusal(openEtl(inputs, { chain: 'ethereum' }))).code).toBe('E_INPUT')
	})

	it('are of no chain of this kind', async () => {
		expect((await refusal(openEtl(sample(), { chain: 'bitcoin' }))).details.field).toBe('chain')
		expect((await refusal(openEtl(sample(), { chain: 'ethereum', fungible: ['0x1'] }))).details.field).toBe(
			'fungible[0]',
		)
	})
})

/** As streams write a row: numbers as numbers, lists as lists, null for nothing. */
function jsonRow(row: Readonly<Record<string, string>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).map(([key, value]) => {
			if (key === 'topics') return [key, value.split(',')]
			if (key === 'trace_address') return [key, value === '' ? [] : value.split(',').map(Number)]
			if (value === '') return [key, null]
			return [key, /^[0-9]+$/.test(value) ? Number(value) : value]
		}),
	)
}
