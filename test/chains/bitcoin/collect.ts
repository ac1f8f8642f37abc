import type { ChainAdapter, Query } from '../../../src/chains/adapter.js'
import type { UtxoTransaction } from '../../../src/model/transaction.js'

export const BITCOIN = 'bip122:000000000019d6689c085ae165831e93'

/** Every transaction that answers one query, over all its pages. */
export async function collect(adapter: ChainAdapter, query: Query): Promise<UtxoTransaction[]> {
	const found: UtxoTransaction[] = []
	for await (const page of adapter.fetch([query])) {
		for (const tx of page.transactions) if (tx.kind === 'utxo') found.push(tx)
	}
	return found
}

/** The transactions with these hashes, in the order asked. */
export async function byTxid(adapter: ChainAdapter, txids: readonly string[]): Promise<UtxoTransaction[]> {
	const queries = txids.map((txid): Query => ({ kind: 'transaction', subject: `${BITCOIN}/${txid}` }))
	const found: UtxoTransaction[] = []
	for await (const page of adapter.fetch(queries)) {
		for (const tx of page.transactions) if (tx.kind === 'utxo') found.push(tx)
	}
	return found
}

/** What the inputs bring and the outputs take, in satoshi; the inputs null where one is unknown. */
export function sums(tx: UtxoTransaction): { readonly paidIn: bigint | null; readonly paidOut: bigint } {
	let paidIn: bigint | null = 0n
	for (const { amount } of tx.inputs) paidIn = paidIn === null || amount === null ? null : paidIn + amount
	return { paidIn, paidOut: tx.outputs.reduce((sum, { amount }) => sum + amount, 0n) }
}
