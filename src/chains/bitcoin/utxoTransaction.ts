import { outputId, transactionId } from '../../model/identifiers.js'
import type { UtxoInput, UtxoOutput, UtxoTransaction } from '../../model/transaction.js'
import type { BitcoinChain } from './accountOfScript.js'
import type { SetTransaction } from './blockSet.js'
import type { RawInput, RawOutput } from './decodeBlock.js'
import type { ScriptBook } from './scriptBook.js'
import { spendFacts } from './spendFacts.js'

/** A transaction of the set in the words of the model. Amounts in satoshi. */
export function utxoTransaction(tx: SetTransaction, book: ScriptBook, chain: BitcoinChain): UtxoTransaction {
	const { raw, block, place, spent } = tx
	return {
		kind: 'utxo',
		id: transactionId(chain.id, raw.txid),
		chain: chain.id,
		txid: raw.txid,
		height: block.height,
		blockHash: block.block.hash,
		atSeconds: block.block.atSeconds,
		order: [block.clock, place, 0],
		coinbase: raw.coinbase,
		version: raw.version,
		locktime: raw.locktime,
		vsize: raw.vsize,
		inputs: raw.coinbase
			? [{ spends: null, account: null, amount: null }]
			: raw.inputs.map((own, i) => input(own, raw.spends[i] as string, spent[i] ?? null, book, chain)),
		outputs: raw.outputs.map((output, vout) => created(outputId(chain.id, raw.txid, vout), output, book, chain)),
	}
}

function input(
	{ script, witness, sequence }: RawInput,
	output: string,
	known: RawOutput | null,
	book: ScriptBook,
	chain: BitcoinChain,
): UtxoInput {
	const spends = `${chain.id}/${output}`
	const facts = { sequence, ...spendFacts(script, witness, known && book.script(known.script)) }
	if (!known) return { spends, account: null, amount: null, ...facts }
	const { account, sameKeyAs } = book.owner(known.script, chain)
	const { amount } = known
	return sameKeyAs === undefined
		? { spends, account, amount, ...facts }
		: { spends, account, amount, sameKeyAs, ...facts }
}

function created(id: string, { script, amount }: RawOutput, book: ScriptBook, chain: BitcoinChain): UtxoOutput {
	const { account, ...facts } = book.owner(script, chain)
	return { id, account, amount, ...facts }
}
