import type { BridgeEvidence, BridgeSide } from '../../model/bridgeLeg.js'
import type { EventPlace } from './decode/eventPlace.js'
import type { EventValues } from './decode/eventValues.js'

/**
 * How far a row was checked. `pair`: a real recorded pair is in the tests; `contract`: signature and key held against the
 * published contract and exercised on a local node; `unverified`: from memory or a second-hand list. Only the first two
 * carry value.
 */
export type Verified = 'pair' | 'contract' | 'unverified'

/**
 * What must hold between what went in and what came out, after the fees that either side states. `equal`: the same number;
 * `fee`: the same asset less at most this many millionths; `near`: the same asset, a pool's price between them, so that it
 * may be that many millionths more as well; `counted`: both sides count it in the same decimals of the protocol's own; `wanted`: what the source asked for, or more; `priced`: two assets at a price
 * that no chain states.
 */
export type AmountInvariant =
	| { readonly kind: 'equal' }
	| { readonly kind: 'counted' }
	| { readonly kind: 'wanted' }
	| { readonly kind: 'priced' }
	| { readonly kind: 'near'; readonly mostMillionths: bigint }
	| {
			readonly kind: 'fee'
			readonly mostMillionths: bigint
			/** Whether there is a least fee, a fixed sum of each token: it takes a greater part of small amounts. */
			readonly leastFee?: boolean
	  }

/** What an event says of a passage. Addresses are bare and in lower case; the decoder knows the chain. */
export interface LegFields {
	readonly key: string | null
	/** Of a relay: the key under which the protocol goes on, such as that of the transaction which a ticket becomes. */
	readonly onward?: string
	/** Hash of the transaction on the other chain that goes on with it, where this side tells or gives it. */
	readonly next?: string
	/** The other chain: CAIP-2 id, or `<protocol>:<number>`. */
	readonly peer: string | null
	/** Address on the chain that `side` says: the sender on the source chain, the receiver on the destination chain. */
	readonly sender: string | null
	readonly receiver: string | null
	/** Token contract, `native` for the chain's own coin, null where it is not told. */
	readonly asset: string | null
	readonly amount: bigint | null
	/** True where the event does not tell the amount but the transfer that carries it does. `amount` is null then. */
	readonly carried?: boolean
	/** Of a carried source: how much of what carries it the bridge takes, where that is told; the rest pays for the way. */
	readonly taken?: bigint
	/** What the protocol counts of it in decimals of its own: what it took in, on the source chain, and what it pays out. */
	readonly counted?: { readonly taken: bigint | null; readonly paid: bigint }
	/** What this side says to keep of it, in the unit of its amount: asked by the source, or taken before paying out. */
	readonly fee?: bigint
	readonly wanted?: { readonly asset: string | null; readonly amount: bigint | null }
	/** Address that takes the value in or pays it out, where it is not the contract that tells the event. */
	readonly custody?: string
	/** Where it is not that of the event: a payment that says by its memo that it is a refund. */
	readonly side?: BridgeSide
}

/** One leg, several (a bus with many riders), or null where it is the protocol's but tells no passage of value. */
export type ReadLegs = LegFields | readonly LegFields[] | null

export interface BridgeEvent {
	readonly side: BridgeSide
	/** With `indexed` and names, as Solidity writes it. Two layouts of one signature are two rows. */
	readonly event: string
	/** Keccak-256 of the canonical signature. A test holds the two against each other. */
	readonly topic: string
	readonly read: (values: EventValues, place: EventPlace) => ReadLegs
}

/** Read where the transaction's own call goes to a contract of the protocol, and no event of it tells a leg. */
export interface BridgeCall {
	readonly side: BridgeSide
	readonly call: string
	/** First four bytes of Keccak-256 of the canonical signature. */
	readonly selector: string
	readonly read: (values: EventValues, place: EventPlace) => ReadLegs
}

/** An event that legs need beside their own, from the same transaction. */
export interface BesideRow {
	/** By which `read` asks for it; several layouts may have one name. */
	readonly name: string
	readonly event: string
	readonly topic: string
	/** Whether it counts whoever tells it, such as a token's `Transfer`. Default: only contracts of the protocol. */
	readonly anyone?: boolean
}

/** The transaction's own call, where legs need what it says beside their event. */
export interface AskedRow {
	readonly name: string
	readonly call: string
	readonly selector: string
}

/** A payment. Addresses bare, the asset as in `LegFields`; null where it is issued or burnt. */
export interface PaymentValues {
	readonly from: string | null
	readonly to: string | null
	readonly asset: string
	readonly amount: bigint
}

/** Payments that are legs by themselves: into contracts of the protocol (source), burns of its tokens included, or out of them. */
export interface BridgePayment {
	readonly side: BridgeSide
	readonly read: (payment: PaymentValues, place: EventPlace) => ReadLegs
}

/** A transaction as it was sent. */
export interface DeedValues {
	readonly type: number
	readonly from: string | null
	readonly to: string | null
	readonly value: bigint
	/** What a rollup credits to the sender for a deposit on its parent chain; null where it is not told. */
	readonly mint: bigint | null
	readonly input: string | null
}

/** Transactions that are legs by their type alone (EIP-2718), such as a rollup's deposits. */
export interface BridgeDeed {
	readonly side: BridgeSide
	readonly types: readonly number[]
	/** CAIP-2 ids. */
	readonly chains: readonly string[]
	readonly read: (deed: DeedValues, place: EventPlace) => ReadLegs
}

/** One version of a protocol: facts as data. */
export interface BridgeProtocol {
	readonly id: string
	readonly name: string
	readonly verified: Verified
	readonly evidence: BridgeEvidence
	/** Contracts by CAIP-2 id, lower case. Anyone can emit any event: only these count. */
	readonly contracts: Readonly<Record<string, readonly string[]>>
	readonly events: readonly BridgeEvent[]
	readonly calls?: readonly BridgeCall[]
	readonly beside?: readonly BesideRow[]
	readonly asked?: readonly AskedRow[]
	readonly payments?: readonly BridgePayment[]
	readonly deeds?: readonly BridgeDeed[]
	readonly invariant: AmountInvariant
	/** Seconds after which a passage without pay-out is no longer on its way. */
	readonly ttlSeconds: number
	/** Whether the receiver has to fetch it: then what is not paid out after that time is unclaimed, not lost sight of. */
	readonly claimedByUser?: boolean
	/** Whether it has tokens of its own around those that it takes: its events name those. */
	readonly wraps?: boolean
	/** Whether one source may be paid out in several parts. */
	readonly inParts?: boolean
	/** Whether several passages may go under one key, told apart by whom they pay. */
	readonly shared?: boolean
	/** Where the facts come from. */
	readonly sources: readonly string[]
}
