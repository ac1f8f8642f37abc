/**
 * What every source of EVM facts is read into, whatever its own field names: hexadecimal in lower case, amounts in base
 * units, no chain in front of addresses. Arrays are in the order of the ledger.
 */
export interface EvmBlock {
	readonly height: number
	/** Null where the source does not tell it: such a block pays nothing by itself. */
	readonly hash: string | null
	/** Unix seconds UTC. */
	readonly atSeconds: number
	readonly transactions: readonly EvmTransaction[]
	/** Payments of the consensus layer, made after all transactions. */
	readonly withdrawals: readonly EvmWithdrawal[]
	/** Block and uncle rewards as `trace_block` tells them, without fees; empty where the source does not tell. */
	readonly rewards: readonly EvmReward[]
}

export interface EvmTransaction {
	readonly hash: string
	/** Place in its block; -1 where the source does not tell it for any transaction. */
	readonly index: number
	/** Null where the source tells only token events. */
	readonly from: string | null
	/** Null where it creates a contract. */
	readonly to: string | null
	readonly value: bigint
	/** EIP-2718 type; 0 for the first kind. */
	readonly type: number
	/** What a rollup credits to the sender for a deposit on its parent chain; 0 otherwise, null where it is not told. */
	readonly mint: bigint | null
	/** Call data, with 0x; left out where the source does not tell it. */
	readonly input?: string
	/** True where the source tells that there is no call data. */
	readonly isBare?: true
	readonly receipt: EvmReceipt
	/** The call tree in preorder, its root (path `[]`) included; null where the source holds no traces. */
	readonly calls: readonly EvmCall[] | null
}

/** What came of a transaction; null where the source does not tell. */
export interface EvmReceipt {
	/** Receipts do not tell it before Byzantium. */
	readonly succeeded: boolean | null
	readonly gasUsed: bigint | null
	/** Everything the sender paid for gas: execution, data on the parent chain, blobs. */
	readonly fee: bigint | null
	/** The contract that a creating transaction made. */
	readonly contractAddress: string | null
	readonly logs: readonly EvmLog[] | null
}

export interface EvmLog {
	/** Place among the logs of the block. */
	readonly index: number
	readonly address: string
	/** 0x and 64 digits each, up to four. */
	readonly topics: readonly string[]
	readonly data: string
	/** True where the source tells a `Transfer` event without saying whether its number is an amount or an item. */
	readonly doubtful?: boolean
}

export type CallKind = 'call' | 'callcode' | 'delegatecall' | 'staticcall' | 'create' | 'selfdestruct'

/** One frame of a call tree. */
export interface EvmCall {
	/** Place in the tree: child numbers from the root on, calls of precompiled contracts that carry nothing not counted. */
	readonly path: readonly number[]
	readonly kind: CallKind
	/** Null only where a source does not tell it. */
	readonly from: string | null
	/** Null for a failed creation, and where a source does not tell it. */
	readonly to: string | null
	/** Null where a source does not tell it (self-destructs of early geth traces). */
	readonly value: bigint | null
	/** Whether this very frame failed; a frame inside a failed one is void all the same. */
	readonly failed: boolean
}

export interface EvmWithdrawal {
	/** Number of the withdrawal on the whole chain. */
	readonly index: number
	readonly address: string
	/** Wei. */
	readonly amount: bigint
}

export interface EvmReward {
	/** Place among the rewards of the block. */
	readonly index: number
	/** Null where it is newly made; an account where the block moves what was there (the DAO fork of 2016). */
	readonly from: string | null
	readonly address: string
	readonly amount: bigint
}

/** Where and when a block stands. */
export type BlockPlace = Pick<EvmBlock, 'height' | 'hash' | 'atSeconds'>
