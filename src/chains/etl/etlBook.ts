import { callTracer } from '../evm/callTracer.js'
import type { EvmCall, EvmLog, EvmReward } from '../evm/evmBlock.js'
import type { EtlRow, RowSpot } from './etlRow.js'
import type { EtlTable } from './etlTable.js'
import { clash, FactTable } from './factTable.js'
import { type BlockRow, readBlockRow } from './readBlockRow.js'
import { readLogRow } from './readLogRow.js'
import { readTokenTransferRow, type TokenTransferRow } from './readTokenTransferRow.js'
import { readTraceRow } from './readTraceRow.js'
import { type ReceiptRow, readReceiptRow, readTransactionRow, type TransactionRow } from './readTransactionRow.js'

/** Most rows of one source: the indexes are Maps, which end at 2^24 keys. */
const MAX_ROWS = 16_000_000

/** An event and where its transaction stands. */
export interface LogRow {
	readonly log: EvmLog
	readonly transaction: string
	readonly height: number
	/** Place of the transaction in its block. */
	readonly index: number
	readonly atSeconds: number | null
}

/** The calls of one transaction by path, and where it stands. */
export interface TracedTransaction {
	readonly height: number
	readonly index: number
	readonly frames: FactTable<EvmCall>
	/** Row of the first frame. */
	readonly spot: RowSpot
}

/** Payments of one block as one file tells them. */
interface Payments {
	readonly file: string
	readonly spot: RowSpot
	readonly list: EvmReward[]
}

/** Everything that the rows of a source tell, by table, before it is put together. */
export class EtlBook {
	readonly blocks = new FactTable<BlockRow>('block')
	readonly transactions = new FactTable<TransactionRow>('transaction')
	readonly receipts = new FactTable<ReceiptRow>('receipt')
	readonly logs = new FactTable<LogRow>('event')
	readonly tokenTransfers = new FactTable<TokenTransferRow>('token transfer')
	/** Call trees by transaction hash, or by `height:index` where geth's traces do not tell it. */
	readonly calls = new Map<string, TracedTransaction>()
	readonly #payments = new Map<number, Payments[]>()
	/** Kinds of contracts, where the source tells them. */
	readonly kinds = new FactTable<'erc20' | 'erc721' | null>('kind of contract')
	/** Tables of which there was a row, or a header. */
	readonly seen = new Set<EtlTable>()
	private rows = 0

	/** Takes in a row; null is the header of a table, which may stay empty. @throws InputError */
	add(table: EtlTable, row: EtlRow | null): void {
		this.seen.add(table)
		if (row === null) return
		if (++this.rows > MAX_ROWS) throw row.wrong('', `at most ${MAX_ROWS} rows in one source`, 'E_LIMIT')
		this.#take[table](row)
	}

	readonly #take: Readonly<Record<EtlTable, (row: EtlRow) => void>> = {
		block: (row) => {
			const block = readBlockRow(row)
			this.blocks.add(String(block.height), block, row.spot)
		},
		transaction: (row) => {
			const { receipt, ...transaction } = readTransactionRow(row)
			this.transactions.add(transaction.hash, { ...transaction, receipt: null }, row.spot)
			if (receipt !== null) this.receipts.add(transaction.hash, receipt, row.spot)
		},
		receipt: (row) => this.receipts.add(row.hash('transaction_hash'), readReceiptRow(row), row.spot),
		log: (row) => {
			const log = readLogRow(row)
			const transaction = row.hash('transaction_hash')
			const place = { height: row.whole('block_number'), index: row.whole('transaction_index') }
			const atSeconds = row.orNull('block_timestamp', row.seconds)
			this.logs.add(`${transaction} ${log.index}`, { log, transaction, ...place, atSeconds }, row.spot)
		},
		token_transfer: (row) => {
			const transfer = readTokenTransferRow(row)
			this.tokenTransfers.add(`${transfer.transaction} ${transfer.index}`, transfer, row.spot)
		},
		trace: (row) => {
			const trace = readTraceRow(row)
			if (trace.kind === 'payment') this.#pay(trace.height, trace.payment, row.spot)
			else this.#call(trace.transaction, trace, trace.call, row.spot)
		},
		geth_trace: (row) => {
			const height = row.whole('block_number')
			const roots = row.raw('transaction_traces')
			if (!Array.isArray(roots)) throw row.wrong('transaction_traces', 'a list of call trees')
			for (const [index, root] of roots.entries()) {
				const calls = callTracer(root, (field, _, expected) => row.wrong('transaction_traces', `${field}: ${expected}`))
				for (const call of calls) this.#call(null, { height, index }, call, row.spot)
			}
		},
		contract: (row) => {
			const is = (field: string): boolean =>
				row.raw(field) === true || row.raw(field) === 'true' || row.raw(field) === 'True'
			const kind = is('is_erc721') ? 'erc721' : is('is_erc20') ? 'erc20' : null
			this.kinds.add(row.address('address'), kind, row.spot)
		},
		token: (row) => void row.address('address'),
	}

	/** Calls of a transaction; undefined where no row tells any. */
	callsOf(hash: string, height: number, index: number): readonly EvmCall[] | undefined {
		const traced = this.calls.get(hash) ?? this.calls.get(`${height}:${index}`)
		return traced === undefined ? undefined : [...traced.frames.values()].map(({ fact }) => fact)
	}

	/** What a block pays by itself; files that both tell it must agree. @throws InputError */
	paymentsOf(height: number): readonly EvmReward[] {
		const [first, ...others] = this.#payments.get(height) ?? []
		if (first === undefined) return []
		for (const other of others) {
			if (textOf(other.list) !== textOf(first.list))
				throw clash(other.spot, first.spot, 'the same rewards as in the other file', `block ${height}`)
		}
		return first.list
	}

	heightsOfPayments(): Iterable<number> {
		return this.#payments.keys()
	}

	#call(hash: string | null, { height, index }: { height: number; index: number }, call: EvmCall, spot: RowSpot): void {
		const key = hash ?? `${height}:${index}`
		const known = this.calls.get(key) ?? { height, index, frames: new FactTable<EvmCall>('trace'), spot }
		if (known.height !== height || known.index !== index)
			throw clash(spot, known.spot, `block ${known.height} and place ${known.index} as in the other row`, key)
		this.calls.set(key, known)
		known.frames.add(`[${call.path.join('.')}]`, call, spot)
	}

	#pay(height: number, payment: Omit<EvmReward, 'index'>, spot: RowSpot): void {
		const files = this.#payments.get(height) ?? []
		this.#payments.set(height, files)
		let own = files.find(({ file }) => file === spot.file)
		if (own === undefined) {
			own = { file: spot.file, spot, list: [] }
			files.push(own)
		}
		own.list.push({ index: own.list.length, ...payment })
	}
}

const textOf = (list: readonly EvmReward[]): string =>
	list.map(({ from, address, amount }) => `${from} ${address} ${amount}`).join('\n')
