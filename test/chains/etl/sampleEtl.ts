import { type EtlOptions, openEtl } from '../../../src/chains/etl/openEtl.js'
import { TOPICS } from '../../../src/chains/evm/topics.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import { address, hash, topic, word } from '../evm/evmFacts.js'

/** A table as CSV: a header and rows with defaults, some columns changed. */
export interface Table {
	readonly name: string
	readonly rows: readonly Readonly<Record<string, string>>[]
}

export const blockHash = (height: number): string => hash(0xb000 + height)
const at = { block_number: '100', block_hash: blockHash(100) }

export const blockRow = (more: Record<string, string> = {}): Record<string, string> => ({
	number: '100',
	hash: blockHash(100),
	timestamp: '1700000000',
	transaction_count: '2',
	withdrawals: '',
	...more,
})
export const transactionRow = (n: number, more: Record<string, string> = {}): Record<string, string> => ({
	hash: hash(n),
	...at,
	transaction_index: String(n - 1),
	from_address: address(1),
	to_address: address(2),
	value: '10',
	gas_price: '3',
	max_fee_per_gas: '',
	transaction_type: '0',
	block_timestamp: '1700000000',
	...more,
})
export const receiptRow = (n: number, more: Record<string, string> = {}): Record<string, string> => ({
	transaction_hash: hash(n),
	cumulative_gas_used: '1',
	gas_used: '21000',
	status: '1',
	contract_address: '',
	effective_gas_price: '2',
	...more,
})
export const logRow = (n: number, index: number, more: Record<string, string> = {}): Record<string, string> => ({
	log_index: String(index),
	transaction_hash: hash(n),
	transaction_index: String(n - 1),
	block_number: '100',
	address: address(0x70),
	topics: [TOPICS.transfer, topic(address(1)), topic(address(3))].join(','),
	data: `0x${word(7)}`,
	...more,
})
export const tokenRow = (n: number, index: number, more: Record<string, string> = {}): Record<string, string> => ({
	token_address: address(0x70),
	from_address: address(1),
	to_address: address(3),
	value: '7',
	transaction_hash: hash(n),
	log_index: String(index),
	block_number: '100',
	...more,
})
export const traceRow = (n: number, path: string, more: Record<string, string> = {}): Record<string, string> => ({
	block_number: '100',
	transaction_hash: hash(n),
	transaction_index: String(n - 1),
	from_address: path === '' ? address(1) : address(2),
	to_address: path === '' ? address(2) : address(4),
	value: path === '' ? '10' : '6',
	trace_type: 'call',
	call_type: 'call',
	trace_address: path,
	error: '',
	status: '1',
	...more,
})

/** Two payments of account 1 to account 2: the second runs code, moves a token to 3 and pays 4 inside. */
export const SAMPLE: readonly Table[] = [
	{ name: 'blocks', rows: [blockRow()] },
	{ name: 'transactions', rows: [transactionRow(1), transactionRow(2)] },
	{ name: 'receipts', rows: [receiptRow(1), receiptRow(2, { gas_used: '50000' })] },
	{ name: 'logs', rows: [logRow(2, 0)] },
	{ name: 'token_transfers', rows: [tokenRow(2, 0)] },
	{ name: 'traces', rows: [traceRow(1, ''), traceRow(2, ''), traceRow(2, '0')] },
]

const quoted = (value: string): string => (/[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)

export function csv({ name, rows }: Table): { name: string; bytes: Uint8Array } {
	const columns = Object.keys(rows[0] as object)
	const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','))]
	return { name, bytes: Buffer.from(`${lines.join('\n')}\n`) }
}

/** The sample with some of its tables replaced (or left out by null). */
export function sample(changes: Readonly<Record<string, Table['rows'] | null>> = {}) {
	return SAMPLE.flatMap((table) => {
		const rows = table.name in changes ? changes[table.name] : table.rows
		return rows === null || rows === undefined ? [] : [csv({ name: table.name, rows })]
	})
}

export const openSample = (changes: Parameters<typeof sample>[0] = {}, options: Partial<EtlOptions> = {}) =>
	openEtl(sample(changes), { chain: 'ethereum', ...options })

/** Transfers of both transactions: place, amount. */
export async function moved(changes: Parameters<typeof sample>[0] = {}, options: Partial<EtlOptions> = {}) {
	const adapter = await openSample(changes, options)
	const queries = [1, 2].map((n) => ({ kind: 'transaction' as const, subject: `eip155:1/${hash(n)}` }))
	const found: string[] = []
	for await (const { transactions, coverage } of adapter.fetch(queries)) {
		for (const { transfers, setAside = [] } of transactions as AccountTransaction[]) {
			found.push(...transfers.map(({ id, amount }) => `${place(id)} ${amount}`))
			found.push(...setAside.map(({ id, reason }) => `${place(id)} ${reason}`))
		}
		found.push(...coverage.reasons)
	}
	return found
}

const place = (id: string): string => `${id.at(id.indexOf('#') - 1)}${id.slice(id.indexOf('#'))}`
