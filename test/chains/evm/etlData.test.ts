import { describe, expect, it } from 'vitest'
import { callTracer } from '../../../src/chains/evm/callTracer.js'
import { evm } from '../../../src/chains/evm/evm.js'
import type { EvmCall, EvmLog, EvmReward } from '../../../src/chains/evm/evmBlock.js'
import { HexFields } from '../../../src/chains/evm/hexFields.js'
import { openEtl } from '../../../src/chains/evm/index.js'
import { parityTraces } from '../../../src/chains/evm/parityTraces.js'
import { joinBlock } from '../../../src/chains/evm/rpc/joinBlock.js'
import { type ParsedBlock, parseBlock } from '../../../src/chains/evm/rpc/parseBlock.js'
import { parseLog, parseReceipt } from '../../../src/chains/evm/rpc/parseReceipt.js'
import { tokenMoves } from '../../../src/chains/evm/tokenMoves.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { answers, etlPath, fault, hasEtlData, type Row, rowsOf } from './etlData.js'

const ZERO = `0x${'0'.repeat(40)}`
const blocksIn = (folder: string): ParsedBlock[] =>
	answers(folder, 'eth_getBlockByNumber_0x')
		.map((answer) => parseBlock(answer, fault))
		.sort((a, b) => a.height - b.height)

/** The columns of the expected rows that bear on value, of what was parsed. */
const blockRow = ({ height, hash, parentHash, atSeconds, transactions }: ParsedBlock): Row => ({
	number: String(height),
	hash,
	parent_hash: parentHash,
	timestamp: String(atSeconds),
	transaction_count: String(transactions.length),
})
const transactionRow = (block: ParsedBlock) =>
	block.transactions.map(({ hash, index, from, to, value, type, gasPrice }) =>
		clean({
			hash,
			block_hash: block.hash,
			block_number: String(block.height),
			transaction_index: String(index),
			from_address: from,
			to_address: to,
			value: String(value),
			transaction_type: String(type),
			gas_price: gasPrice === null ? null : String(gasPrice),
		}),
	)
const logRow = ({ index, address, topics, data }: EvmLog): Row => ({
	log_index: String(index),
	address,
	topics: topics.join(','),
	data,
})
const callRow = (call: EvmCall, transaction: string | null, all: readonly EvmCall[]): Row => {
	const { path, kind, from, to, value } = call
	const failed = all.some((other) => other.failed && other.path.every((step, i) => path[i] === step))
	const type = kind === 'create' ? 'create' : kind === 'selfdestruct' ? 'suicide' : 'call'
	return clean({
		transaction_hash: transaction,
		from_address: from,
		to_address: to,
		value: value === null ? null : String(value),
		trace_type: type,
		call_type: type === 'call' ? kind : null,
		trace_address: path.join(','),
		status: transaction === null ? null : failed ? '0' : '1',
	})
}
const rewardRow = ({ address, amount }: EvmReward): Row => ({
	to_address: address,
	value: String(amount),
	trace_type: 'reward',
	status: '1',
})

function clean(row: Record<string, string | null | undefined>): Row {
	return Object.fromEntries(
		Object.entries(row).filter((entry): entry is [string, string] => entry[1] != null && entry[1] !== ''),
	)
}

/** The same columns of the expected rows as the parsed ones have, list columns written alike. */
function expected(rows: readonly Row[], parsed: readonly Row[]): Row[] {
	const columns = new Set(parsed.flatMap((row) => Object.keys(row)))
	const text = (value: string): string => (value.startsWith('[') ? (JSON.parse(value) as string[]).join(',') : value)
	return rows.map((row) => {
		const kept = Object.entries(row).filter(([column]) => columns.has(column))
		return clean(Object.fromEntries(kept.map(([column, value]) => [column, text(value)])))
	})
}

function same(parsed: readonly Row[], path: string): void {
	const rows = expected(rowsOf(path), parsed)
	const order = (list: readonly Row[]): string[] => list.map((row) => JSON.stringify(Object.entries(row).sort())).sort()
	expect(order(parsed)).toEqual(order(rows))
}

describe.skipIf(!hasEtlData)('node answers decode to the rows of blockchain-etl', () => {
	it.each([
		['test_export_blocks_job/block_with_logs', 'csv'],
		['test_export_blocks_job/block_without_transactions', 'csv'],
		['test_export_blocks_job/blocks_with_transactions', 'csv'],
	])('blocks and transactions of %s', (folder, kind) => {
		const blocks = blocksIn(folder)
		same(blocks.map(blockRow), `${folder}/expected_blocks.${kind}`)
		const transactions = blocks.flatMap(transactionRow)
		const rows = rowsOf(`${folder}/expected_transactions.${kind}`)
		expect(transactions).toHaveLength(rows.length)
		if (rows.length > 0) same(transactions, `${folder}/expected_transactions.${kind}`)
	})

	it('receipts and events', () => {
		const folder = 'test_export_receipts_job/receipts_with_logs'
		const receipts = answers(folder, 'eth_getTransactionReceipt').map((answer) => parseReceipt(answer, fault))
		const prices = new Map(
			rowsOf(`${folder}/expected_receipts.csv`).map((row) => [row.transaction_hash, row.effective_gas_price]),
		)
		const rows = receipts.map(({ transaction, index, blockHash, receipt }) =>
			clean({
				transaction_hash: transaction,
				transaction_index: String(index),
				block_hash: blockHash,
				gas_used: String(receipt.gasUsed),
				contract_address: receipt.contractAddress,
				status: receipt.succeeded === null ? null : String(Number(receipt.succeeded)),
			}),
		)
		same(rows, `${folder}/expected_receipts.csv`)
		same(rows, `${folder}/expected_receipts.json`)
		for (const { transaction, receipt } of receipts)
			expect(receipt.fee).toBe(receipt.gasUsed * BigInt(prices.get(transaction) as string))
		const logs = receipts.flatMap(({ transaction, receipt }) =>
			receipt.logs.map((log) => ({ transaction_hash: transaction, ...logRow(log) })),
		)
		same(logs, `${folder}/expected_logs.csv`)
		same(logs, `${folder}/expected_logs.json`)
	})

	it('token transfers', () => {
		const folder = 'test_export_token_transfers_job/block_with_transfers'
		const [logs] = answers(folder, 'eth_getFilterLogs') as [unknown[]]
		const rows = logs.flatMap((item) => {
			const fields = HexFields.of(item, 'logs', fault)
			const log = parseLog(fields)
			return tokenMoves(log, false).map((move) => ({
				token_address: log.address,
				from_address: move.from ?? ZERO,
				to_address: move.to ?? ZERO,
				value: String(move.kind === 'fungible' ? move.amount : move.item),
				transaction_hash: fields.hash('transactionHash'),
				log_index: String(log.index),
				block_number: String(fields.whole('blockNumber')),
			}))
		})
		same(rows, `${folder}/expected_token_transfers.csv`)
	})

	it.each([
		'test_export_traces_job/block_with_create',
		'test_export_traces_job/block_with_error',
		'test_export_traces_job/block_with_subtraces',
		'test_export_traces_job/block_with_suicide',
		'test_export_traces_job/block_without_transactions',
		'test_stream/blocks_508110_508110',
		'test_stream/blocks_2112234_2112234',
	])('traces of %s', (folder) => {
		const [answer] = answers(folder, 'trace_block')
		const { calls, rewards } = parityTraces(answer, fault)
		const rows = [...calls].flatMap(([hash, list]) => list.map((call) => callRow(call, hash, list)))
		const path = `${folder}/expected_traces.${folder.startsWith('test_stream') ? 'json' : 'csv'}`
		same([...rows, ...rewards.map(rewardRow)], path)
	})

	it.each([
		'block_with_create',
		'block_with_error',
		'block_with_subtraces',
		'block_with_suicide',
		'block_without_transactions',
	])('geth traces of %s', (name) => {
		const folder = `test_extract_geth_traces_job/${name}`
		const [answer] = answers(folder, 'debug_traceBlockByNumber') as [{ result: unknown }[]]
		const rows = answer.flatMap(({ result }, index) => {
			const calls = callTracer(result, fault)
			return calls.map((call) => ({ transaction_index: String(index), ...callRow(call, null, calls) }))
		})
		same(rows, `${folder}/expected_traces.csv`)
	})
})

describe.skipIf(!hasEtlData)('files of blockchain-etl', () => {
	const files = (folder: string, ...names: string[]) => names.map((name) => ({ path: etlPath(`${folder}/${name}`) }))

	/** Every transaction of a source, by way of the accounts that the rows name. */
	async function everything(
		folder: string,
		names: string[],
		accounts: Iterable<string>,
	): Promise<AccountTransaction[]> {
		const source = await openEtl(files(folder, ...names), { chain: 'ethereum', scope: 'complete' })
		const found = new Map<string, AccountTransaction>()
		const queries = [...accounts].map((account) => ({ kind: 'account' as const, subject: `eip155:1:${account}` }))
		for await (const { transactions } of source.fetch(queries))
			for (const transaction of transactions) found.set(transaction.id, transaction as AccountTransaction)
		return [...found.values()]
	}

	it('blocks 17173049 and 17173050 give every row, exactly', async () => {
		const folder = 'test_stream/blocks_17173049_17173050'
		const names = ['blocks', 'transactions', 'logs', 'token_transfers'].map((name) => `expected_${name}.json`)
		const [blocks, transactions, logs, tokens] = names.map((name) => rowsOf(`${folder}/${name}`)) as [
			Row[],
			Row[],
			Row[],
			Row[],
		]
		expect([blocks, transactions, logs, tokens].map(({ length }) => length)).toEqual([2, 298, 681, 291])
		const withdrawals = blocks.flatMap((row) => JSON.parse(row.withdrawals as string) as Row[])
		const accounts = new Set([
			...transactions.map((row) => row.from_address as string),
			...withdrawals.map((row) => row.address as string),
		])
		const found = await everything(folder, names, accounts)
		const moved = found.flatMap(({ transfers, setAside = [] }) => [...transfers, ...setAside])
		const place = (id: string): string => id.slice(id.indexOf('#'))
		const of = (kind: string): typeof moved => moved.filter(({ id }) => place(id).startsWith(kind))
		const short = (account: string | null): string => (account === null ? ZERO : account.slice('eip155:1:'.length))

		const logsTold = of('#log:').map((transfer) => {
			const [, contract = ''] = /(?:erc20|erc721|erc1155|contract):(0x[0-9a-f]{40})/.exec(transfer.asset) ?? []
			const amount = 'amount' in transfer ? transfer.amount : (transfer.asset.split('/')[2] ?? '0')
			const hash = transfer.id.slice('eip155:1/'.length, transfer.id.indexOf('#'))
			return [hash, place(transfer.id), contract, short(transfer.from), short(transfer.to), String(amount)].join(' ')
		})
		const logsExpected = tokens.map((row) =>
			[
				row.transaction_hash,
				`#log:${row.log_index}`,
				row.token_address,
				row.from_address,
				row.to_address,
				row.value,
			].join(' '),
		)
		const weth = '0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2'
		// Wraps are no rows of the token transfers table, and neither are ERC-1155 moves.
		const wraps = logs.filter(
			({ address, topics = '' }) => address === weth && /^\["0x(?:e1fffcc4|7fcf532c)/.test(topics),
		)
		const others = logs.filter(({ topics = '' }) => /^\["0x(?:c3d58168|4a39dc06)/.test(topics))
		expect(logsTold.filter((line) => logsExpected.includes(line))).toHaveLength(291)
		expect(logsTold).toEqual(expect.arrayContaining(logsExpected))
		expect(logsTold).toHaveLength(291 + wraps.length + others.length)
		expect(tokens.filter((row) => row.token_address === weth)).toHaveLength(88)
		expect(logsTold.filter((line) => line.includes(' 0xdac17f958d2ee523a2206206994597c13d831ec7 '))).toHaveLength(41)

		const valued = transactions.filter((row) => row.receipt_status === '1' && row.value !== '0')
		expect(
			of('#tx')
				.map((transfer) => 'amount' in transfer && transfer.amount)
				.sort(),
		).toEqual(valued.map((row) => BigInt(row.value as string)).sort())
		const fees = transactions.map(
			(row) => BigInt(row.receipt_gas_used as string) * BigInt(row.receipt_effective_gas_price as string),
		)
		expect(
			of('#fee')
				.map((transfer) => 'amount' in transfer && transfer.amount)
				.sort(),
		).toEqual(fees.sort())
		expect(
			of('#withdrawal:')
				.map(({ id, to }) => `${place(id)} ${short(to)}`)
				.sort(),
		).toEqual(withdrawals.map((row) => `#withdrawal:${row.index} ${row.address}`).sort())
		const paid = of('#withdrawal:').reduce((sum, transfer) => sum + ('amount' in transfer ? transfer.amount : 0n), 0n)
		expect(paid).toBe(withdrawals.reduce((sum, row) => sum + BigInt(row.amount as string) * 10n ** 9n, 0n))
	})

	it('rows and node answers of the same blocks give the same facts', async () => {
		const folder = 'test_stream/blocks_1755634_1755635'
		const names = ['blocks', 'transactions', 'logs', 'token_transfers'].map((name) => `expected_${name}.json`)
		const receipts = answers(folder, 'eth_getTransactionReceipt').map((answer) => parseReceipt(answer, fault))
		const blocks = blocksIn(folder)
		const told = blocks.flatMap((block) => {
			const own = receipts.filter(({ blockHash }) => blockHash === block.hash)
			return evm('ethereum').block(joinBlock(block, own, { calls: null, rewards: [] }, fault))
		})
		expect(told).toHaveLength(2)
		const accounts = told.flatMap(({ transfers }) => transfers.flatMap(({ from, to }) => [from, to]))
		const addresses = accounts.filter((account) => account !== null).map((account) => account.slice('eip155:1:'.length))
		expect(await everything(folder, names, addresses)).toEqual(told)
	})

	it('CSV and JSON lines give the same; without receipts nothing is taken to have moved but what the block pays', async () => {
		const folder = 'test_export_blocks_job/blocks_with_transactions_and_withdrawals'
		const [csv, json] = await Promise.all(
			['csv', 'json'].map(async (kind) => {
				const inputs = files(folder, `expected_blocks.${kind}`, `expected_transactions.${kind}`)
				const source = await openEtl(inputs, { chain: 'ethereum', scope: 'complete' })
				const hashes = rowsOf(`${folder}/expected_transactions.csv`).map(({ hash }) => hash)
				const blocks = rowsOf(`${folder}/expected_blocks.csv`).map(({ hash }) => hash)
				const queries = [...hashes, ...blocks].map((hash) => ({
					kind: 'transaction' as const,
					subject: `eip155:1/${hash}`,
				}))
				const pages = []
				for await (const { transactions, coverage } of source.fetch(queries)) pages.push({ transactions, coverage })
				return pages
			}),
		)
		expect(csv).toEqual(json)
		expect(csv).toHaveLength(300)
		const told = csv?.flatMap(({ transactions }) => transactions as AccountTransaction[]) ?? []
		expect(told.filter(({ transfers }) => transfers.length > 0)).toHaveLength(2)
		expect(csv?.filter(({ coverage }) => coverage.reasons.includes('C_NO_RECEIPTS'))).toHaveLength(298)
	})

	it('token transfers extracted from logs agree with the logs, and stand without them as doubtful', async () => {
		const folder = 'test_extract_token_transfers_job/logs'
		const times = [1452581].map((number) => ({
			name: 'blocks.json',
			bytes: Buffer.from(
				JSON.stringify({ number, hash: `0x${'27'.repeat(32)}`, timestamp: 1_462_000_000, type: 'block' }),
			),
		}))
		const tables = files(folder, 'logs.csv', 'expected_token_transfers.csv')
		const payer = '0x9f73bc871764c879fd9e0f524278373fa7875068'
		const query = { kind: 'account' as const, subject: `eip155:1:${payer}` }
		const read = async (inputs: typeof tables, fungible: string[] = []): Promise<AccountTransaction[]> => {
			const source = await openEtl([...inputs, ...times], { chain: 'ethereum', fungible })
			const pages = []
			for await (const page of source.fetch([query])) pages.push(...page.transactions)
			return pages as AccountTransaction[]
		}
		const [whole] = await read(tables)
		expect(whole?.transfers.map(({ amount }) => amount)).toEqual([109000000000000000000n])
		const [doubtful] = await read(tables.slice(1))
		expect(doubtful?.transfers).toEqual([])
		expect(doubtful?.setAside?.map(({ reason }) => reason)).toEqual(['unknownStandard'])
		const [named] = await read(tables.slice(1), ['0xc66ea802717bfb9833400264dd12c2bceaa34a6d'])
		expect(named?.transfers.map(({ amount }) => amount)).toEqual([109000000000000000000n])
	})

	it.each([
		['test_export_traces_job', 'block_with_create', ['#tx', '#reward:0']],
		['test_export_traces_job', 'block_with_error', ['#tx', '#reward:0']],
		['test_export_traces_job', 'block_with_subtraces', ['#tx', '#tx', '#reward:0']],
		['test_export_traces_job', 'block_with_suicide', ['#call:0', '#reward:0']],
	])('%s of %s carry the value that moved and no other', async (job, name, places) => {
		const rows = rowsOf(`${job}/${name}/expected_traces.csv`)
		const number = Number(rows[0]?.block_number)
		const block = { number, hash: `0x${'27'.repeat(32)}`, timestamp: 1_462_000_000, type: 'block' }
		const inputs = [
			...files(`${job}/${name}`, 'expected_traces.csv'),
			{ name: 'blocks', bytes: Buffer.from(JSON.stringify(block)) },
		]
		const source = await openEtl(inputs, { chain: 'ethereum' })
		const accounts = new Set(rows.flatMap((row) => [row.from_address, row.to_address]).filter((x) => x !== undefined))
		const queries = [...accounts].map((account) => ({ kind: 'account' as const, subject: `eip155:1:${account}` }))
		const found = new Map<string, bigint>()
		for await (const { transactions } of source.fetch(queries))
			for (const { transfers } of transactions as AccountTransaction[])
				for (const { id, amount } of transfers) found.set(id, amount)
		expect([...found.keys()].map((id) => id.slice(id.indexOf('#'))).sort()).toEqual([...places].sort())
		const moved = rows.filter((row) => row.status !== '0' && row.call_type !== 'callcode' && row.value !== '0')
		expect([...found.values()].sort()).toEqual(moved.map((row) => BigInt(row.value as string)).sort())
	})
})
