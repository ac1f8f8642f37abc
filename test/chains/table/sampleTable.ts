import type { ChainAdapter } from '../../../src/chains/adapter.js'
import { openTransferTables, type TableInput } from '../../../src/chains/table/index.js'
import { InputError } from '../../../src/model/errors.js'
import type { AccountTransaction, Transfer } from '../../../src/model/transaction.js'

export const HEADER = 'chain,txid,index,block,time,from,to,asset,amount'

export const hash = (n: number): string => `0x${n.toString(16).padStart(64, '0')}`
export const address = (n: number): string => `0x${n.toString(16).padStart(40, '0')}`
export const account = (n: number): string => `eip155:1:${address(n)}`

/** One row as CSV, with defaults that are valid. */
export function csvRow(fields: Partial<Record<string, string>> = {}): string {
	const all: Record<string, string> = {
		chain: 'eip155:1',
		txid: hash(1),
		index: '0',
		block: '100',
		time: '1700000000',
		from: address(1),
		to: address(2),
		asset: 'usd',
		amount: '5',
		...(fields as Record<string, string>),
	}
	return HEADER.split(',')
		.map((name) => all[name])
		.join(',')
}

export const csv = (...rows: string[]): Uint8Array => new TextEncoder().encode(`${[HEADER, ...rows].join('\n')}\n`)

/** Opens tables from bytes or text, named `table0`, `table1` … */
export function openBytes(...tables: (Uint8Array | string)[]): Promise<ChainAdapter> {
	return openTransferTables(
		tables.map(
			(table, i): TableInput => ({
				name: `table${i}`,
				bytes: typeof table === 'string' ? new TextEncoder().encode(table) : table,
			}),
		),
	)
}

/** The error of a read that must fail. */
export async function refusal(opening: Promise<unknown>): Promise<InputError> {
	try {
		await opening
	} catch (error) {
		if (error instanceof InputError) return error
		throw error
	}
	throw new Error('the table was accepted')
}

/** Everything that an adapter tells of these accounts, by transaction id. */
export async function transactionsOf(
	adapter: ChainAdapter,
	accounts: Iterable<string>,
): Promise<Map<string, AccountTransaction>> {
	const found = new Map<string, AccountTransaction>()
	for await (const page of adapter.fetch([...accounts].map((subject) => ({ kind: 'account', subject })))) {
		for (const transaction of page.transactions) found.set(transaction.id, transaction as AccountTransaction)
	}
	return found
}

/** Every transfer of these accounts by id. */
export async function transfersOf(adapter: ChainAdapter, accounts: Iterable<string>): Promise<Map<string, Transfer>> {
	const transactions = await transactionsOf(adapter, accounts)
	return new Map(
		[...transactions.values()].flatMap(({ transfers }) => transfers.map((transfer) => [transfer.id, transfer])),
	)
}
