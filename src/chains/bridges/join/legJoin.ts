import type { BridgeEvidence, BridgeLeg } from '../../../model/bridgeLeg.js'
import type { BridgeProtocol, Verified } from '../bridgeProtocol.js'
import type { AmountCheck } from './amountHolds.js'

/** A passage whose two sides are both there and fit each other. */
export interface BridgePair {
	/** Id of the source leg. */
	readonly id: string
	readonly protocol: string
	readonly source: BridgeLeg
	/** One; several where the protocol pays out in parts. In code-unit order of ids. */
	readonly destinations: readonly BridgeLeg[]
	/** What was paid back of it, where only the rest was paid out. */
	readonly refunds: readonly BridgeLeg[]
	/** By which the protocol went on under another key, in code-unit order of ids. */
	readonly relays: readonly BridgeLeg[]
	readonly evidence: BridgeEvidence
	readonly verified: Verified
	readonly amounts: Exclude<AmountCheck, 'violated'>
	/** How many equal passages there were, told apart only by their order; 1 where it alone fits. */
	readonly equals: number
	/** Uncalibrated prior between 0 and 1. */
	readonly confidence: number
}

/**
 * Why two sides that share a key are only a lead. `amount`: what came out does not fit what went in; `chain`, `receiver`:
 * one side names another; `clock`: paid out before it was paid in, by more than clocks differ; `several`: more than one
 * pay-out where there is one; `unverified`: the row of the registry was not checked.
 */
export type LeadReason = 'amount' | 'chain' | 'receiver' | 'clock' | 'several' | 'unverified'

/** A lead never carries value. */
export interface BridgeLead {
	readonly source: string
	readonly destination: string
	readonly why: LeadReason
}

/**
 * Why a source has no pair. `unpaired`: no pay-out was read after the time it takes; `ambiguous`: several fit, or what was
 * read contradicts itself.
 */
export type OpenReason = 'inFlight' | 'refunded' | 'failed' | 'unclaimed' | 'unpaired' | 'ambiguous'

export interface OpenLeg {
	readonly leg: BridgeLeg
	readonly why: OpenReason
	/** Refunds, failures and pay-outs that this rests on, ids in code-unit order. */
	readonly because: readonly string[]
}

/** What became of a set of legs. All lists in code-unit order of ids, so that the order of the legs never matters. */
export interface LegJoin {
	readonly pairs: readonly BridgePair[]
	readonly leads: readonly BridgeLead[]
	readonly open: readonly OpenLeg[]
	/** Pay-outs, refunds and failures whose source was not read. */
	readonly withoutSource: readonly BridgeLeg[]
	/** Legs told more than once. */
	readonly duplicates: number
	/** Ids of legs that a reorganised block told, or that two blocks tell differently. */
	readonly discarded: readonly string[]
}

export interface JoinOptions {
	/** Time up to which a chain was read, unix seconds; null where that is not known. Default: not known. */
	readonly readUntil?: (chain: string) => number | null
	/** Hashes of blocks that are no longer part of their chain. */
	readonly reorganised?: ReadonlySet<string>
	/** Default: the registry. */
	readonly protocols?: readonly BridgeProtocol[]
}
