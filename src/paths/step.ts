import { nativeOf } from '../model/chains.js'
import type { AccountId, AssetId, TransactionId } from '../model/identifiers.js'
import type { EventOrder } from '../model/order.js'
import type { Transaction } from '../model/transaction.js'

/** Who pays a step: on an output ledger one for each input. `account` null where the source does not know it. */
export interface Payer {
	readonly account: AccountId | null
	readonly sameKeyAs?: AccountId | undefined
	/** The output that the input spends; null on account ledgers and for coinbase. */
	readonly spends: string | null
}

/** One fact that a hop can be held against: a transfer, or an output together with the inputs of its transaction. */
export interface Step {
	readonly ledger: 'utxo' | 'account'
	readonly id: string
	readonly tx: TransactionId
	/** `row:3`, `call:0.1`, `tx`; output ledgers: the output number. */
	readonly place: string
	readonly payers: readonly Payer[]
	/** Null for a burn. */
	readonly to: AccountId | null
	readonly toSameKeyAs?: AccountId | undefined
	readonly asset: AssetId
	readonly amount: bigint
	readonly atSeconds: number
	readonly height: number | null
	readonly order: EventOrder
	readonly orderTold: boolean
}

/** Everything that a transaction moved. */
export function stepsOf(transaction: Transaction): Step[] {
	const { id: tx, atSeconds, height } = transaction
	if (transaction.kind === 'account') {
		return transaction.transfers.map(({ id, from, to, asset, amount, order, orderTold }) => ({
			ledger: 'account',
			id,
			tx,
			place: id.slice(id.indexOf('#') + 1),
			payers: [{ account: from, spends: null }],
			to,
			asset,
			amount,
			atSeconds,
			height,
			order,
			orderTold,
		}))
	}
	const asset = nativeOf(transaction.chain)
	return transaction.outputs.map(({ id, account, amount, sameKeyAs }) => ({
		ledger: 'utxo',
		id,
		tx,
		place: id.slice(id.lastIndexOf(':') + 1),
		payers: transaction.inputs,
		to: account,
		toSameKeyAs: sameKeyAs,
		asset,
		amount,
		atSeconds,
		height,
		order: transaction.order,
		orderTold: true,
	}))
}

/** Whether one step comes before another; null where the sources do not tell. */
export function comesBefore(a: Step, b: Step): boolean | null {
	const [clockA, txA, rankA] = a.order
	const [clockB, txB, rankB] = b.order
	if (clockA !== clockB) return clockA < clockB
	if (a.id === b.id) return false
	// One source tells the place in the block and another does not: nothing orders the two.
	if (txA < 0 !== txB < 0) return null
	if (txA !== txB) return txA < txB
	return a.orderTold && b.orderTold && rankA !== rankB ? rankA < rankB : null
}
