import type { Grade } from '../../model/grade.js'
import type { AccountId, TransactionId } from '../../model/identifiers.js'
import type { EventOrder } from '../../model/order.js'

/**
 * What a joint may do. `control`: joins whatever it names. `change`: attaches the last account to the one cluster of all
 * others, and never joins two large clusters. `sameKey`: the first account is a script that pays the key of the second.
 */
export type JointKind = 'control' | 'change' | 'sameKey'

/** Accounts that one rule puts under one control on the ground of one transaction: the evidence of all unions it makes. */
export interface Joint {
	readonly kind: JointKind
	/** Id of the evidence item. */
	readonly evidence: string
	readonly transaction: TransactionId
	/** Id of the heuristic. */
	readonly rule: string
	readonly order: EventOrder
	/** Uncalibrated prior between 0 and 1. */
	readonly confidence: number
	readonly accounts: readonly AccountId[]
	/** What is seen, as a neutral sentence. */
	readonly note: string
	/** Accounts that the same finding takes to be somebody else's: change evidence never joins them to these. */
	readonly apart?: readonly AccountId[]
}

/** One step from account to account: a union, and the evidence of it. */
export interface EvidenceEdge {
	readonly from: AccountId
	readonly to: AccountId
	readonly evidence: string
	readonly transaction: TransactionId
	readonly rule: string
	readonly order: EventOrder
	/** Uncalibrated, so a grade. */
	readonly confidence: Grade
	/** What is seen, as a neutral sentence. */
	readonly note: string
}

/**
 * Why accounts were not joined. `entities`: third parties name different entities. `service`: change evidence would join a
 * service to what is labelled otherwise. `payee`: change evidence would join a payer to whom it paid. `payers`: the payers
 * of the change are not one cluster. `changeMerge`: change evidence would join two large clusters. `growth`: one block
 * would multiply a large cluster. `bridge`: two large clusters would hang together by one piece of change evidence.
 */
export type RefusalReason = 'entities' | 'service' | 'payee' | 'payers' | 'changeMerge' | 'growth' | 'bridge'

/** A joint that was not made, and why. */
export interface Refusal extends Omit<Joint, 'kind' | 'apart' | 'confidence' | 'note'> {
	readonly reason: RefusalReason
	/** Neutral sentence with the figures. */
	readonly note: string
}

/** Something a person should look at. `growth` and `bridge` were refused as well; `service` was joined. */
export interface Alarm {
	readonly kind: 'growth' | 'bridge' | 'service' | 'disagreement'
	readonly transaction: TransactionId
	readonly accounts: readonly AccountId[]
	readonly note: string
}

/** The accounts that a joint puts together: change goes to one payer of its transaction, all else joins everybody. */
export function joinedBy<T>(kind: JointKind, accounts: ArrayLike<T>): T[] {
	const all = Array.from(accounts)
	return [...new Set(kind === 'change' ? [all[0] as T, all.at(-1) as T] : all)]
}
