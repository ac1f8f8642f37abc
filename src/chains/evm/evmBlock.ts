/**
 * What every source of EVM facts is read into, whatever its own field names: hexadecimal in lower case, amounts in base
 * units, no chain in front of addresses. Arrays are in the order of the ledger.
 */
export interface EvmBlock {
	readonly height: number
	readonly hash: string
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
	/** Place in its block. */
	readonly index: number
	readonly from: string
	/** Null where it creates a contract. */
	readonly to: string | null
	readonly value: bigint
	/** EIP-2718 type; 0 for the first kind. */
	readonly type: number
	/** What a rollup credits to the sender for a deposit on its parent chain; 0 otherwise. */
	readonly mint: bigint
	/** Null where the source does not tell: then neither outcome nor fee is known. */
	readonly receipt: EvmReceipt | null
	/** The call tree in preorder, its root (path `[]`) included; null where the source holds no traces. */
	readonly calls: readonly EvmCall[] | null
}

export interface EvmReceipt {
	/** Null before Byzantium, where a receipt does not tell the outcome. */
	readonly succeeded: boolean | null
	readonly gasUsed: bigint
	/** Everything the sender paid for gas: execution, data on the parent chain, blobs; null where its price is not told. */
	readonly fee: bigint | null
	/** The contract that a creating transaction made. */
	readonly contractAddress: string | null
	/** Null where the source tells no logs. */
	readonly logs: readonly EvmLog[] | null
}

export interface EvmLog {
	/** Place among the logs of the block. */
	readonly index: number
	readonly address: string
	/** 0x and 64 digits each, up to four. */
	readonly topics: readonly string[]
	readonly data: string
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
	readonly address: string
	readonly amount: bigint
}
