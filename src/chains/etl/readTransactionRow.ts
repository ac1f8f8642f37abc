import type { EvmReceipt, EvmTransaction } from '../evm/evmBlock.js'
import type { EtlRow } from './etlRow.js'

/** A transaction as the transactions table tells it. */
export interface TransactionRow extends Omit<EvmTransaction, 'receipt' | 'calls'> {
	readonly height: number
	readonly blockHash: string
	/** Null where the table does not tell. */
	readonly atSeconds: number | null
	/** What it bid for gas; what it paid where it is of a kind that has one price only. */
	readonly gasPrice: bigint | null
	/** Streams join the receipt to the transaction; null where this one does not. */
	readonly receipt: ReceiptRow | null
}

/** A receipt as the receipts table, or the `receipt_` columns of transactions, tell it. */
export interface ReceiptRow extends Omit<EvmReceipt, 'fee' | 'gasUsed' | 'logs'> {
	readonly gasUsed: bigint
	readonly gasPrice: bigint | null
	/** Fees beside execution gas: data on the parent chain, blobs. */
	readonly otherFees: bigint
}

/** @throws InputError */
export function readTransactionRow(row: EtlRow): TransactionRow {
	const bids = row.has('max_fee_per_gas')
	const type = row.orNull('transaction_type', row.whole) ?? 0
	return {
		hash: row.hash('hash'),
		height: row.whole('block_number'),
		blockHash: row.hash('block_hash'),
		index: row.whole('transaction_index'),
		from: row.address('from_address'),
		to: row.orNull('to_address', row.address),
		value: row.amount('value'),
		type,
		mint: mintOf(type, row),
		...(row.has('input') && row.raw('input') === '0x' ? { isBare: true as const } : {}),
		atSeconds: row.orNull('block_timestamp', row.seconds),
		gasPrice: bids ? null : row.orNull('gas_price', row.amount),
		receipt: row.has('receipt_gas_used') ? readReceiptRow(row, 'receipt_') : null,
	}
}

/** Deposits on rollups, by transaction type: the OP stack credits what this table does not tell, Arbitrum the value. */
function mintOf(type: number, row: EtlRow): bigint | null {
	if (type === 0x7e) return null
	return type === 0x64 ? row.amount('value') : 0n
}

/** @throws InputError */
export function readReceiptRow(row: EtlRow, prefix = ''): ReceiptRow {
	const part = (field: string): bigint => row.orNull(`${prefix}${field}`, row.amount) ?? 0n
	const status = row.orNull(`${prefix}status`, row.whole)
	if (status !== null && status > 1) throw row.wrong(`${prefix}status`, '0, 1 or nothing')
	return {
		succeeded: status === null ? null : status === 1,
		gasUsed: row.amount(`${prefix}gas_used`),
		gasPrice: row.orNull(`${prefix}effective_gas_price`, row.amount),
		contractAddress: row.orNull(`${prefix}contract_address`, row.address),
		otherFees: part('l1_fee') + part('blob_gas_used') * part('blob_gas_price'),
	}
}
