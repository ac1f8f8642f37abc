import type { Transaction, UtxoTransaction } from '../../src/model/transaction.js'

/** The coinbase of the block that a transaction is in, with what the others of the block leave it; none: no row. */
export function coinbaseOf(inOrder: readonly Transaction[], id: string): UtxoTransaction[] {
	const all = inOrder.filter((transaction) => transaction.kind === 'utxo')
	const payer = all.find((transaction) => transaction.id === id)
	const block = all.filter(({ height }) => height === payer?.height)
	const blockFees = block
		.filter(({ coinbase }) => !coinbase)
		.map((transaction) => ({ transaction: transaction.id, amount: feeOf(transaction) }))
	return block.filter(({ coinbase }) => coinbase).map((coinbase) => ({ ...coinbase, blockFees }))
}

function feeOf({ inputs, outputs }: UtxoTransaction): bigint | null {
	const amounts = inputs.map(({ amount }) => amount)
	if (amounts.includes(null)) return null
	const paid = outputs.reduce((sum, { amount }) => sum + amount, 0n)
	return amounts.reduce((sum: bigint, amount) => sum + (amount ?? 0n), 0n) - paid
}
