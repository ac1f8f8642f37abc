import type { UtxoOutput, UtxoTransaction } from '../../model/transaction.js'

/** Outputs that hold something that can be spent. */
export function spendable(transaction: UtxoTransaction): UtxoOutput[] {
	return transaction.outputs.filter(({ amount, burn }) => amount > 0n && burn !== true)
}
