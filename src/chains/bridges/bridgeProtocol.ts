import type { BridgeEvidence, BridgeSide } from '../../model/bridgeLeg.js'
import type { EventValues } from './eventValues.js'

/**
 * How far a row was checked. `pair`: a real recorded pair is in the tests; `contract`: signature and key held against the
 * published contract and exercised on a local node; `unverified`: from memory or a second-hand list. Only the first two
 * carry value.
 */
export type Verified = 'pair' | 'contract' | 'unverified'

/**
 * What must hold between what went in and what came out. `equal`: the same number; `fee`: the same asset less at most this
 * many millionths; `wanted`: what the source asked for, or more; `priced`: two assets at a price that no chain states.
 */
export type AmountInvariant =
	| { readonly kind: 'equal' }
	| { readonly kind: 'wanted' }
	| { readonly kind: 'priced' }
	| {
			readonly kind: 'fee'
			readonly mostMillionths: bigint
			/** Whether there is a least fee, a fixed sum of each token: it takes a greater part of small amounts. */
			readonly leastFee?: boolean
	  }

/** What an event says of a passage. Addresses are bare and in lower case; the decoder knows the chain. */
export interface LegFields {
	readonly key: string | null
	/** The other chain: CAIP-2 id, or `<protocol>:<number>`. */
	readonly peer: string | null
	/** Address on the chain that `side` says: the sender on the source chain, the receiver on the destination chain. */
	readonly sender: string | null
	readonly receiver: string | null
	/** Token contract, `native` for the chain's own coin, null where it is not told. */
	readonly asset: string | null
	readonly amount: bigint | null
	readonly wanted?: { readonly asset: string | null; readonly amount: bigint | null }
	/** Address that takes the value in or pays it out, where it is not the contract that tells the event. */
	readonly custody?: string
	/** Where it is not that of the event: a payment that says by its memo that it is a refund. */
	readonly side?: BridgeSide
}

/** Where an event stands. */
export interface EventPlace {
	/** CAIP-2 id. */
	readonly chain: string
	/** Transaction hash, lower case, with 0x. */
	readonly txid: string
}

export interface BridgeEvent {
	readonly side: BridgeSide
	/** With `indexed` and names, as Solidity writes it. Two layouts of one signature are two rows. */
	readonly event: string
	/** Keccak-256 of the canonical signature. A test holds the two against each other. */
	readonly topic: string
	/** Null where the event is one of the protocol's but tells no passage (another memo, another kind of message). */
	readonly read: (values: EventValues, place: EventPlace) => LegFields | null
}

export interface BridgeCall {
	readonly side: BridgeSide
	readonly call: string
	/** First four bytes of Keccak-256 of the canonical signature. */
	readonly selector: string
	readonly read: (values: EventValues, place: EventPlace) => LegFields | null
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
	readonly invariant: AmountInvariant
	/** Seconds after which a passage without pay-out is no longer on its way. */
	readonly ttlSeconds: number
	/** Whether the receiver has to fetch it: then what is not paid out after that time is unclaimed, not lost sight of. */
	readonly claimedByUser?: boolean
	/** Whether it has tokens of its own around those that it takes: its events name those. */
	readonly wraps?: boolean
	/** Whether one source may be paid out in several parts. */
	readonly inParts?: boolean
	/** Where the facts come from. */
	readonly sources: readonly string[]
}
