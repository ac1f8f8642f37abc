import type { Joint } from '../graph/clustering/joint.js'
import { orderOf } from '../model/orderOf.js'
import type { Transaction } from '../model/transaction.js'
import type { Judgement } from './judge.js'

/** The accounts that a judgement puts under one control; null where it claims something else. */
export function controlJoint(judgement: Judgement, transaction: Transaction): Joint | null {
	return judgement.evidence.claim === 'sameControl' ? jointFrom(judgement, transaction, 'control') : null
}

/** A joint of a judgement's accounts. */
export function jointFrom(
	{ evidence, confidence, accounts }: Judgement,
	transaction: Transaction,
	kind: Joint['kind'],
): Joint {
	return {
		kind,
		evidence: evidence.id,
		transaction: transaction.id,
		rule: evidence.heuristic.id,
		order: orderOf(transaction),
		confidence,
		accounts,
		note: evidence.note,
	}
}
