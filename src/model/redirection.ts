import type { AccountId, AssetId, TransferId } from './identifiers.js'

/** An amount of one asset. */
export interface Sum {
	readonly asset: AssetId
	/** Base units. */
	readonly amount: bigint
}

/** Transfers of one transaction, one after the other, that carry an amount (base units) from its payer to its receiver. */
export interface Way {
	readonly amount: bigint
	readonly via: readonly TransferId[]
}

/** What one account paid another in one asset on balance, whoever stood in between. */
export interface NetTransfer extends Sum {
	readonly from: AccountId | null
	readonly to: AccountId | null
	/** The transfers that it went through, in that order. */
	readonly via: readonly TransferId[]
}

/** What became of what an account gave: assets that it, or others for it, got from a protocol in the same transaction. */
export interface Conversion {
	/** Counted in the transaction by its first transfer. */
	readonly number: number
	/** `wrap`: one to one between the chain's coin and a token of it; `swap`: anything else. */
	readonly kind: 'swap' | 'wrap'
	readonly payer: AccountId
	/** One for each asset, in code-unit order. */
	readonly given: readonly (Sum & { readonly ways: readonly Way[] })[]
	/** One for each receiver and asset, in code-unit order. */
	readonly received: readonly (Sum & { readonly to: AccountId; readonly ways: readonly Way[] })[]
	/** Contracts that took the one and gave the other, in code-unit order. */
	readonly through: readonly AccountId[]
	/** Events of protocols that say so: ids, and what they are of. */
	readonly told: readonly { readonly id: string; readonly protocol: string }[]
	/** Whether there are such events and all are by contracts known as the protocols' own. */
	readonly verified: boolean
}

/** Why value in a transaction cannot be told on. */
export interface Unresolved extends Sum {
	readonly account: AccountId
	/** `protocolCredit`: a protocol took it and nothing came back. `semantic`: what it became cannot be told. */
	readonly reason: 'protocolCredit' | 'semantic'
	/** The protocol's contract that took it. */
	readonly at: AccountId
	readonly via: readonly TransferId[]
}

/** What a transaction did on balance: payments, conversions, and what cannot be told. */
export interface Redirection {
	readonly transfers: readonly NetTransfer[]
	readonly conversions: readonly Conversion[]
	readonly unresolved: readonly Unresolved[]
}
