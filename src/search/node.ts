import type { LabelVerdict } from '../labels/labelVerdict.js'
import type { Evidence } from '../model/claims.js'
import type { AccountId } from '../model/identifiers.js'
import type { StopReason } from '../model/stop.js'

/** A finding that puts an account at a service which its own labels do not name. */
export interface Inference {
	readonly evidence: Evidence
	/** Uncalibrated prior between 0 and 1. */
	readonly confidence: number
	/** What a reader should know where this is the weakest link. */
	readonly text: string
}

/**
 * A place where value can be: an account of an account ledger, a Bitcoin output, or what stands for value that left an
 * account and came to no other (`end`), or that is in a bridge (`crossing`).
 * `open` until it is followed (its ledger is read and value goes on) or ended (value stops there for `stop`).
 */
export interface Node {
	readonly id: string
	readonly kind: 'account' | 'output' | 'end' | 'crossing'
	readonly chain: string
	readonly account: AccountId
	verdict: LabelVerdict
	/** What the verdict rests on where it is inferred from what the account did; null where it is that of its own labels. */
	inferred: Inference | null
	/** True where the account of an output is asked about before value goes on. */
	doubted?: boolean
	/** True for an output or account that a seed names. */
	readonly seed: boolean
	state: 'open' | 'followed' | 'ended'
	stop: StopReason | null
	/** How the sources answered about it; null before they were asked. */
	answered: 'complete' | 'incomplete' | 'unavailable' | null
}
