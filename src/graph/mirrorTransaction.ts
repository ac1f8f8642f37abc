import { internalError } from '../model/errors.js'
import type { EventOrder } from '../model/order.js'
import type { Transaction, Transfer, UtxoInput, UtxoOutput, UtxoTransaction } from '../model/transaction.js'

/**
 * A transaction as it looks with time turned round: who was paid pays, and what came later comes first. Height and time
 * stay what they were. Nothing is followed back into a mix: what came out of it came from all that went in.
 */
export function mirrorTransaction(transaction: Transaction, isMix: boolean): Transaction {
	if (transaction.kind === 'utxo') return mirrorUtxo(transaction, isMix)
	return { ...transaction, transfers: transaction.transfers.map(mirrorTransfer) }
}

/** A fee is a payment to nobody like any other: looking back, it brings nothing to anybody. */
export function mirrorTransfer({ fee: _fee, ...transfer }: Transfer): Transfer {
	return { ...transfer, from: transfer.to, to: transfer.from, order: mirrorOrder(transfer.order) }
}

/**
 * Outputs become inputs and inputs outputs, each under its own id and in its old place, so that a rule that serves slots
 * in listed order pairs the same units. The fee is one more input, after all outputs. Where an input is not known, value
 * was issued, or the transaction is a mix, nothing can go on: that is said as an input of unknown value.
 */
function mirrorUtxo(transaction: UtxoTransaction, isMix: boolean): UtxoTransaction {
	const inputs = transaction.outputs.map(
		({ id, account, amount, sameKeyAs }): UtxoInput => keyed({ spends: id, account, amount }, sameKeyAs),
	)
	const outputs = transaction.coinbase || isMix ? null : created(transaction.inputs)
	const rest = outputs === null ? null : feeOf(transaction, outputs)
	if (rest !== 0n) inputs.push({ spends: null, account: null, amount: rest })
	return { ...transaction, coinbase: false, order: mirrorOrder(transaction.order), inputs, outputs: outputs ?? [] }
}

/** The outputs that inputs spend; null where one is not known. */
function created(inputs: readonly UtxoInput[]): UtxoOutput[] | null {
	const outputs: UtxoOutput[] = []
	for (const { spends, account, amount, sameKeyAs } of inputs) {
		if (spends === null || account === null || amount === null) return null
		outputs.push(keyed({ id: spends, account, amount }, sameKeyAs))
	}
	return outputs
}

function feeOf({ id, outputs }: UtxoTransaction, spent: readonly UtxoOutput[]): bigint {
	let fee = 0n
	for (const { amount } of spent) fee += amount
	for (const { amount } of outputs) fee -= amount
	if (fee < 0n) throw internalError('a transaction pays out more than it takes in', { transaction: id })
	return fee
}

function keyed<T extends object>(part: T, sameKeyAs: string | undefined): T {
	return sameKeyAs === undefined ? part : { ...part, sameKeyAs }
}

function mirrorOrder([clock, txIndex, rank]: EventOrder): EventOrder {
	return [-clock, -txIndex, -rank]
}
