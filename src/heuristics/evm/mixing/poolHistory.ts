import type { AccountId } from '../../../model/identifiers.js'

/** What a sender offers for gas, wei: most in all and most above the base fee; one price stands for both. */
export type GasPrice = readonly [most: bigint, priority: bigint]

/** A note put into a pool. What the source does not tell is null. */
export interface PoolDeposit {
	readonly id: string
	readonly pool: AccountId
	readonly height: number
	/** Unix seconds. */
	readonly atSeconds: number | null
	readonly depositor: AccountId | null
	readonly gasPrice: GasPrice | null
}

/** A note taken out of a pool. What the source does not tell is null. */
export interface PoolWithdrawal {
	readonly id: string
	readonly pool: AccountId
	readonly height: number
	/** Unix seconds. */
	readonly atSeconds: number | null
	readonly recipient: AccountId
	/** Who signed: the recipient itself, or a relayer. */
	readonly sender: AccountId | null
	readonly gasPrice: GasPrice | null
}

/** How long a note lay in a pool, as its holder claimed a reward for it. */
export interface PoolClaim {
	readonly account: AccountId
	readonly pool: AccountId
	readonly blocks: number
}

/** Everything read of some pools, deposits and withdrawals each in order of events. */
export interface PoolHistory {
	readonly deposits: readonly PoolDeposit[]
	readonly withdrawals: readonly PoolWithdrawal[]
	/** Payments between accounts outside of the pools, one for each transaction; null where none were read. */
	readonly payments: readonly { readonly from: AccountId; readonly to: AccountId }[] | null
	/** Null where none were read. */
	readonly claims: readonly PoolClaim[] | null
}

/** A withdrawal and the deposits that a rule ties to it: one of them, if any, is its note. */
export interface PoolLink {
	readonly withdrawal: PoolWithdrawal
	readonly deposits: readonly PoolDeposit[]
}

/** A rule that ties withdrawals to deposits by what people do around a pool. The pool itself ties none. */
export interface PoolRule {
	readonly id: string
	readonly version: string
	/** Uncalibrated prior of a link; null where the rule only corroborates others. */
	readonly confidence: number | null
	/** What was published of its worth. */
	readonly published: string
	/** What of the history it rests on and is not told; empty where nothing is missing. */
	missing(history: PoolHistory): readonly string[]
	links(history: PoolHistory): readonly PoolLink[]
}

/** Deposits of a pool before a withdrawal. */
export const isBefore = (deposit: PoolDeposit, withdrawal: PoolWithdrawal): boolean =>
	deposit.pool === withdrawal.pool && deposit.height < withdrawal.height

export const missingDepositors = ({ deposits }: PoolHistory): string[] =>
	deposits.some(({ depositor }) => depositor !== null) ? [] : ['who deposited']
