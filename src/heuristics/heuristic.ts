import type { CardFigures } from '../model/cardFigures.js'
import type { AccountId, OutputId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { MixLink } from '../model/mixLink.js'
import type { StopReason } from '../model/stop.js'
import type { Transaction } from '../model/transaction.js'

/** What a heuristic says of one transaction. "Unknown" is an answer and says what was missing. */
export type Finding =
	| { readonly kind: 'absent' }
	| { readonly kind: 'unknown'; readonly missing: readonly string[] }
	| {
			readonly kind: 'found'
			/** Accounts that the claim is about. */
			readonly accounts: readonly AccountId[]
			/** Outputs that the claim is about, where it is about outputs. */
			readonly outputs?: readonly OutputId[]
			/** Of a mix: outputs whose value comes from certain inputs, by the amounts alone. */
			readonly links?: readonly MixLink[]
			/** Uncalibrated prior between 0 and 1. */
			readonly confidence: number
			/** Neutral sentence: "consistent with", never "belongs to". */
			readonly note: string
	  }

/**
 * A structural rule that judges one transaction. Pure and synchronous; sees facts through a read-only view. A claim that
 * `vetoedBy` names, found on the same transaction, voids this one.
 */
export interface Heuristic {
	readonly id: string
	readonly version: string
	/** Kind of claim it makes, e.g. `sameControl`, `mix`. */
	readonly claim: string
	readonly vetoedBy: readonly string[]
	/** Claims that, found on the same transaction, do not void this one but lower its confidence to at most this. */
	readonly cappedBy?: Readonly<Record<string, number>>
	/** Whether later blocks can change the answer. */
	readonly looksAhead: boolean
	/** Thresholds, as text, for the evidence record. */
	readonly params: Readonly<Record<string, string>>
	/**
	 * Where value ends that enters a transaction in which this is found: at the outputs that the finding names, for this
	 * reason. Left out by heuristics that end nothing. Whether it is found may then depend on the transaction alone.
	 */
	readonly stops?: StopReason
	/** True where the claim is that strangers take part: void where one attested entity signed every input. */
	readonly needsStrangers?: boolean
	/** How well this version does on cases of known truth; null or left out where nobody measured it. */
	readonly card?: CardFigures | null
	inspect(transaction: Transaction, view: LedgerView): Finding
}

export const ABSENT: Finding = { kind: 'absent' }
