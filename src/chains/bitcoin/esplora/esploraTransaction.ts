import { Transaction } from 'bitcoinjs-lib'
import { VerifyError } from '../../../model/errors.js'
import { outputId, transactionId } from '../../../model/identifiers.js'
import type { UtxoInput, UtxoTransaction } from '../../../model/transaction.js'
import { hashBytes } from '../blocks/outpoint.js'
import { type BitcoinChain, ownerOfScript } from '../scripts/accountOfScript.js'
import { spendFacts } from '../scripts/spendFacts.js'
import type { EsploraTransaction } from './esploraReplies.js'

/** Where a transaction stands on the chain. */
export interface EsploraPlace {
	readonly height: number
	readonly blockHash: string
	readonly atSeconds: number
	/** Its number among the transactions of its block. */
	readonly index: number
}

/**
 * A transaction as an Esplora server tells it, in the words of the model: the same as from the raw block. It is put
 * together again and must have the id that it was asked for, so that no script, value or input of it can be another.
 * @throws VerifyError where it has not, or pays out more than it takes in
 */
export function esploraTransaction(
	told: EsploraTransaction,
	place: EsploraPlace,
	chain: BitcoinChain,
): UtxoTransaction {
	const { txid, locktime } = told
	const raw = rebuilt(told)
	if (raw.getId() !== txid)
		throw new VerifyError(`transaction ${txid}: what the source tells of it has the id ${raw.getId()}`, {
			details: { transaction: txid },
		})
	const coinbase = raw.isCoinbase()
	const inputs = coinbase
		? [{ spends: null, account: null, amount: null }]
		: told.vin.map((input, i) => inputOf(input, raw.ins[i] as Transaction['ins'][number], chain))
	const outputs = told.vout.map(({ scriptpubkey, value }, vout) => {
		const { account, ...facts } = ownerOfScript(bytesOf(scriptpubkey), chain)
		return { id: outputId(chain.id, txid, vout), account, amount: BigInt(value), ...facts }
	})
	checkSum(txid, coinbase ? [] : told.vin, told.vout)
	return {
		kind: 'utxo',
		id: transactionId(chain.id, txid),
		chain: chain.id,
		txid,
		height: place.height,
		blockHash: place.blockHash,
		atSeconds: place.atSeconds,
		order: [place.height, place.index, 0],
		coinbase,
		version: raw.version >>> 0,
		locktime,
		vsize: raw.virtualSize(),
		inputs,
		outputs,
	}
}

function rebuilt({ version, locktime, vin, vout }: EsploraTransaction): Transaction {
	const raw = new Transaction()
	raw.version = version >>> 0
	raw.locktime = locktime
	for (const { txid, vout: spent, sequence, scriptsig, witness } of vin) {
		const at = raw.addInput(hashBytes(txid), spent, sequence, bytesOf(scriptsig ?? ''))
		if (witness !== undefined && witness.length > 0) raw.setWitness(at, witness.map(bytesOf))
	}
	for (const { scriptpubkey, value } of vout) raw.addOutput(bytesOf(scriptpubkey), BigInt(value))
	return raw
}

function inputOf(
	{ txid, vout, prevout, sequence }: EsploraTransaction['vin'][number],
	{ script, witness }: Transaction['ins'][number],
	chain: BitcoinChain,
): UtxoInput {
	const spends = outputId(chain.id, txid, vout)
	const previous = prevout ? bytesOf(prevout.scriptpubkey) : null
	const facts = { sequence, ...spendFacts(script, witness, previous) }
	if (!prevout || previous === null) return { spends, account: null, amount: null, ...facts }
	const { account, sameKeyAs } = ownerOfScript(previous, chain)
	const amount = BigInt(prevout.value)
	return sameKeyAs === undefined
		? { spends, account, amount, ...facts }
		: { spends, account, amount, sameKeyAs, ...facts }
}

/** With an unknown input there is nothing to compare; the id does not cover the values of inputs. */
function checkSum(txid: string, vin: EsploraTransaction['vin'], vout: EsploraTransaction['vout']): void {
	let left = 0n
	for (const { prevout } of vin) {
		if (!prevout) return
		left += BigInt(prevout.value)
	}
	if (vin.length === 0) return
	for (const { value } of vout) left -= BigInt(value)
	if (left >= 0n) return
	throw new VerifyError(`transaction ${txid} pays out ${-left} sat more than it takes in`, {
		details: { transaction: txid },
	})
}

function bytesOf(hex: string): Uint8Array {
	return Buffer.from(hex, 'hex')
}
