import type { Row } from './orderRows.js'

/** Value that an account sends; seconds are unix seconds, both ends included; `amount` in base units. */
export interface AccountSeed {
	readonly id: string
	readonly account: string
	readonly asset?: string
	readonly since?: number
	readonly until?: number
	readonly amount?: bigint
}

/** What both reference programs for account ledgers read. */
export interface ReferenceTable {
	readonly rows: readonly Row[]
	/** In case order. Ids are unique. */
	readonly seeds: readonly AccountSeed[]
	/** Accounts where the walk ends; a seed account is walked all the same. */
	readonly stops: ReadonlySet<string>
}

/** Whether the walk goes through this account. */
export function isWalked(table: ReferenceTable, account: string): boolean {
	return !table.stops.has(account) || table.seeds.some((seed) => seed.account === account)
}

/** Whether a row is one of those that this seed may mark, leaving its amount aside. */
export function isSentBySeed(seed: AccountSeed, row: Row): boolean {
	if (row.from !== seed.account) return false
	if (seed.asset !== undefined && seed.asset !== row.asset) return false
	return row.time >= (seed.since ?? row.time) && row.time <= (seed.until ?? row.time)
}
