import { hexToBytes } from '@noble/hashes/utils.js'
import type { Evidence } from '../../model/claims.js'
import { displayText } from '../../model/displayText.js'
import type { Transaction } from '../../model/transaction.js'

/**
 * What a transaction says in outputs that nobody can spend (OP_RETURN), one item for each: a fact of the ledger, in the words
 * of whoever signed. The coinbase is left out: there miners and pools write. Text stands beside the bytes where they are
 * UTF-8 that a reader can see.
 */
export function opReturnEvidence(transaction: Transaction): Evidence[] {
	if (transaction.kind !== 'utxo' || transaction.coinbase) return []
	return transaction.outputs.flatMap(({ id, data }): Evidence[] => {
		if (data === undefined || data === '') return []
		const text = textOf(data)
		const params = { output: id, hex: data, ...(text === null ? {} : { text }) }
		const bytes = data.length / 2
		return [
			{
				id: `opReturn ${id}`,
				claim: 'data',
				heuristic: { id: 'opReturn', version: '1', params, card: null },
				confidence: 'high',
				transactions: [transaction.id],
				note: `an output of this transaction carries ${bytes} ${bytes === 1 ? 'byte' : 'bytes'} of data, written by whoever signed it: ${text === null ? 'no readable text' : 'readable as text, which nothing here vouches for'}`,
			},
		]
	})
}

/** The bytes as text; null where they are none, or hold what a reader cannot see. */
function textOf(hex: string): string | null {
	try {
		const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(hexToBytes(hex))
		return displayText(text) === text ? text : null
	} catch {
		return null
	}
}
