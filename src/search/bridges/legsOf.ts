import { utxoLegs } from '../../chains/bridges/decode/utxoLegs.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { Transaction } from '../../model/transaction.js'

/** What a transaction tells of bridges: outputs tell it by memos, accounts by events and calls. */
export function legsOf(transaction: Transaction): readonly BridgeLeg[] {
	if (transaction.kind === 'account') return transaction.legs ?? []
	return transaction.outputs.some(({ data }) => data !== undefined) ? utxoLegs(transaction) : []
}
