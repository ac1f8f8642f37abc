import { outputId, transactionId } from '../../../model/identifiers.js'
import type { UtxoInput, UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import type { BitcoinChain } from '../scripts/accountOfScript.js'
import type { ScriptBook } from '../scripts/scriptBook.js'
import { spendFacts } from '../scripts/spendFacts.js'
import type { BlockSet } from './blockSet.js'
import type { KnownOutput } from './knownOutputs.js'
import { outpointText } from './outpoint.js'
import { secondReading } from './secondReading.js'
import { hasWitness } from './transactionHashes.js'
import { type RawInput, transactionInputs } from './transactionInputs.js'

/** Bytes of a version and of a lock time, each at its end of a transaction. */
const FIELD_BYTES = 4
const MARKER_BYTES = 2
/** Weight of a byte that is no witness. Source: BIP-141. */
const BASE_WEIGHT = 4

/**
 * A transaction of the set in the words of the model. Amounts in satoshi.
 * @throws VerifyError where a second program reads its bytes otherwise
 */
export function utxoTransaction(number: number, set: BlockSet, book: ScriptBook, chain: BitcoinChain): UtxoTransaction {
	const { txid, block: placed, index, place } = set.transaction(number)
	const { block, height, clock } = placed
	const { columns } = block
	const start = columns.txAt[index] as number
	const end = columns.txAt[index + 1] as number
	const view = new DataView(columns.bytes.buffer, columns.bytes.byteOffset, columns.bytes.length)
	const coinbase = index === 0
	const spent = set.spent(number)
	const inputs = coinbase ? [] : transactionInputs(columns, index)
	const transaction: UtxoTransaction = {
		kind: 'utxo',
		id: transactionId(chain.id, txid),
		chain: chain.id,
		txid,
		height,
		blockHash: block.hash,
		atSeconds: block.atSeconds,
		order: [clock, place, 0],
		coinbase,
		version: view.getUint32(start, true),
		locktime: view.getUint32(end - FIELD_BYTES, true),
		vsize: virtualSize(end - start, witnessBytes()),
		inputs: coinbase
			? [{ spends: null, account: null, amount: null }]
			: inputs.map((own, i) => {
					const spends = `${chain.id}/${outpointText(columns.bytes, own.outpointAt)}`
					return input(own, spends, spent[i] ?? null, book, chain)
				}),
		outputs: set.outputs(number).map((output, vout) => created(outputId(chain.id, txid, vout), output, book, chain)),
	}
	return secondReading(columns.bytes.subarray(start, end), transaction)

	function witnessBytes(): number {
		if (!hasWitness(columns, index)) return 0
		return end - FIELD_BYTES - (columns.witnessAt[index] as number) + MARKER_BYTES
	}
}

/** Bytes of a transaction, those of its witness counted a quarter, rounded up. */
function virtualSize(bytes: number, witnessBytes: number): number {
	return Math.ceil((BASE_WEIGHT * (bytes - witnessBytes) + witnessBytes) / BASE_WEIGHT)
}

function input(
	{ script, witness, sequence }: RawInput,
	spends: string,
	known: KnownOutput | null,
	book: ScriptBook,
	chain: BitcoinChain,
): UtxoInput {
	const facts = { sequence, ...spendFacts(script, witness, known && book.script(known.script)) }
	if (!known) return { spends, account: null, amount: null, ...facts }
	const { account, sameKeyAs } = book.owner(known.script, chain)
	const amount = BigInt(known.sats)
	return sameKeyAs === undefined
		? { spends, account, amount, ...facts }
		: { spends, account, amount, sameKeyAs, ...facts }
}

function created(id: string, { script, sats }: KnownOutput, book: ScriptBook, chain: BitcoinChain): UtxoOutput {
	const { account, ...facts } = book.owner(script, chain)
	return { id, account, amount: BigInt(sats), ...facts }
}
