import type { AccountId, AssetId, TransferId } from '../../model/identifiers.js'

/** What an account gave to a protocol, or got from one, on balance and by one way. */
export interface Side {
	readonly account: AccountId
	readonly protocol: AccountId
	readonly asset: AssetId
	readonly amount: bigint
	readonly via: readonly TransferId[]
	/** Whether it was newly issued to the account, or burnt by it, rather than moved. */
	readonly supply: boolean
}

/** Everything that went to protocols, came from them, or went between them. */
export interface Sides {
	readonly given: readonly Side[]
	readonly received: readonly Side[]
	readonly between: readonly (readonly [AccountId, AccountId])[]
}
