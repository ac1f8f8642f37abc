import type { UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from './memoryAdapter.js'
import type { ReferenceTransaction } from './reference/referenceOutputs.js'

/** Transactions as an adapter tells them: an input from outside the set has no account and no amount. */
export function utxoTransactions(transactions: readonly ReferenceTransaction[]): UtxoTransaction[] {
	const known = new Map(transactions.map((transaction) => [transaction.txid, transaction]))
	return transactions.map(({ txid, height, txIndex, coinbase, inputs, outputs }) => ({
		kind: 'utxo',
		id: `${BITCOIN}/${txid}`,
		chain: BITCOIN,
		txid,
		height,
		atSeconds: 1_500_000_000 + height * 600,
		order: [height, txIndex, 0],
		coinbase,
		inputs: coinbase
			? [{ spends: null, account: null, amount: null }]
			: inputs.map((input) => {
					const output = known.get(input.txid)?.outputs[input.vout]
					const spends = `${BITCOIN}/${input.txid}:${input.vout}`
					return { spends, account: output?.account ?? null, amount: output?.amount ?? null }
				}),
		outputs: outputs.map(({ account, amount }, vout) => ({ id: `${BITCOIN}/${txid}:${vout}`, account, amount })),
	}))
}
