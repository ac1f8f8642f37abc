import type { Joint } from '../graph/clustering/joint.js'
import type { AccountId } from '../model/identifiers.js'
import { orderOf } from '../model/orderOf.js'
import type { Transaction } from '../model/transaction.js'

/** Links from the plain script of a key to the address of the same key, each script once: `seen` holds those made before. */
export function sameKeyJoints(transaction: Transaction, seen: Set<AccountId>): Joint[] {
	if (transaction.kind !== 'utxo') return []
	const joints: Joint[] = []
	for (const { account, sameKeyAs } of [...transaction.inputs, ...transaction.outputs]) {
		if (account === null || sameKeyAs === undefined || account === sameKeyAs || seen.has(account)) continue
		seen.add(account)
		joints.push({
			kind: 'sameKey',
			evidence: `sameKey ${account}`,
			transaction: transaction.id,
			rule: 'sameKey',
			order: orderOf(transaction),
			confidence: 1,
			accounts: [account, sameKeyAs],
			note: 'this script pays the public key whose hash is in that address',
		})
	}
	return joints
}
