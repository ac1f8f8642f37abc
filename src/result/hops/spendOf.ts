import { nativeOf } from '../../model/chains.js'
import { isRest } from '../../model/feeOutput.js'
import type { SpendHop } from '../../model/hop.js'
import type { UtxoOutput, UtxoTransaction } from '../../model/transaction.js'

/** What a step that creates an output is, whichever way it is looked at: who paid and what was held is for the caller. */
export function spendOf(
	transaction: UtxoTransaction,
	output: UtxoOutput,
): Omit<SpendHop, 'from' | 'taint' | 'before' | 'entered' | 'after' | 'evidence'> {
	const { id, account, amount } = output
	const place = id.slice(id.lastIndexOf(':') + 1)
	return {
		kind: 'spend',
		chain: transaction.chain,
		tx: transaction.id,
		transfer: id,
		index: isRest(id) ? place : Number(place),
		height: transaction.height,
		at: transaction.atSeconds,
		to: isRest(id) ? null : account,
		asset: nativeOf(transaction.chain),
		amount,
	}
}
