import type { Joint } from '../graph/clustering/joint.js'
import type { Transaction } from '../model/transaction.js'
import { jointFrom } from './controlJoint.js'
import type { Judgement } from './judge.js'

/**
 * The account of the one output that a judgement takes for change, attached to the payers, and the payees held apart from
 * them. Null where it claims something else, names no single output, or a payer is not known.
 */
export function changeJoint(judgement: Judgement, transaction: Transaction): Joint | null {
	const { evidence, outputs } = judgement
	if (evidence.claim !== 'change' || transaction.kind !== 'utxo' || outputs.length !== 1) return null
	const payers = transaction.inputs.flatMap(({ account }) => account ?? [])
	const change = transaction.outputs.find(({ id }) => id === outputs[0])
	if (change === undefined || payers.length < transaction.inputs.length) return null
	const payees = transaction.outputs.filter(({ id, burn }) => id !== change.id && burn !== true)
	return {
		...jointFrom(judgement, transaction, 'change'),
		accounts: [...new Set(payers), change.account],
		apart: payees.map(({ account }) => account),
	}
}
