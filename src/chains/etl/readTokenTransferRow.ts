import type { EtlRow } from './etlRow.js'

/** A row of the token transfers table. ERC-721 rows look the same: their `value` is the number of the item. */
export interface TokenTransferRow {
	readonly transaction: string
	readonly height: number
	/** Place of the event among those of its block. */
	readonly index: number
	readonly contract: string
	readonly from: string
	readonly to: string
	readonly value: bigint
	/** Null where the table does not tell. */
	readonly atSeconds: number | null
}

/** @throws InputError */
export function readTokenTransferRow(row: EtlRow): TokenTransferRow {
	return {
		transaction: row.hash('transaction_hash'),
		height: row.whole('block_number'),
		index: row.whole('log_index'),
		contract: row.address('token_address'),
		from: row.address('from_address'),
		to: row.address('to_address'),
		value: row.amount('value'),
		atSeconds: row.orNull('block_timestamp', row.seconds),
	}
}
