import type { AccountId, AssetId } from '../../model/identifiers.js'

/** The columns that every transfer table has. */
export const REQUIRED_COLUMNS = ['chain', 'txid', 'index', 'block', 'time', 'from', 'to', 'asset', 'amount'] as const
export type RequiredColumn = (typeof REQUIRED_COLUMNS)[number]
/** Columns that may stand beside them; any other column is an extra. */
export const OPTIONAL_COLUMNS = ['txindex', 'received', 'rebase'] as const
/** A column with a meaning of its own. */
export type NamedColumn = RequiredColumn | (typeof OPTIONAL_COLUMNS)[number]

/** One row of a transfer table, checked. */
export interface TableRow {
	/** CAIP-2 id. */
	readonly chain: string
	readonly txid: string
	/** Tells the rows of a transaction apart; says nothing about their order. */
	readonly index: number
	readonly height: number | null
	/** Unix seconds UTC. */
	readonly atSeconds: number
	/** Place of the transaction in its block; null where the table does not tell. */
	readonly txIndex: number | null
	readonly from: AccountId | null
	readonly to: AccountId | null
	readonly asset: AssetId
	/** Base units. */
	readonly amount: bigint
	/** What the receiver got of the amount, where the token keeps a part of it; else the amount. Base units. */
	readonly received: bigint
	/** Whether the token itself changed the balance. */
	readonly rebase: boolean
	/** Every other column; undefined where there is none. */
	readonly extra: Readonly<Record<string, string>> | undefined
	/** Table and line on which the row begins, from 1: for errors only, no part of the fact. */
	readonly file: string
	readonly line: number
}
