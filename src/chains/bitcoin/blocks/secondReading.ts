import { Transaction } from 'bitcoinjs-lib'
import { VerifyError } from '../../../model/errors.js'
import type { UtxoTransaction } from '../../../model/transaction.js'
import { hashText } from './outpoint.js'

/**
 * Holds a transaction against what bitcoinjs-lib reads in the same bytes: id, version, lock time, every spent output with
 * its sequence, every value. The scanner reads whole blocks fast; what a trace rests on was read twice, by two programs.
 * @throws VerifyError where they differ
 */
export function secondReading(raw: Uint8Array, transaction: UtxoTransaction): UtxoTransaction {
	const { txid } = transaction
	const other = read(raw, txid)
	const told = [other.getId(), other.version >>> 0, other.locktime]
	const spent = other.ins.map(({ hash, index, sequence }) => `${hashText(hash)}:${index} ${sequence}`)
	const paid = other.outs.map(({ value }) => String(value))
	const own = transaction.coinbase ? spent : transaction.inputs.map(spentBy)
	const same =
		[txid, transaction.version, transaction.locktime].every((value, i) => value === told[i]) &&
		equal(own, spent) &&
		equal(
			transaction.outputs.map(({ amount }) => String(amount)),
			paid,
		)
	if (!same) throw new VerifyError(`two readings of transaction ${txid} differ`, { details: { txid } })
	return transaction
}

function read(raw: Uint8Array, txid: string): Transaction {
	try {
		return Transaction.fromBuffer(raw)
	} catch (cause) {
		throw new VerifyError(`two readings of transaction ${txid} differ`, { details: { txid }, cause })
	}
}

const spentBy = ({ spends, sequence }: UtxoTransaction['inputs'][number]): string =>
	`${spends?.slice(spends.indexOf('/') + 1)} ${sequence}`

const equal = (a: readonly string[], b: readonly string[]): boolean =>
	a.length === b.length && a.every((value, i) => value === b[i])
