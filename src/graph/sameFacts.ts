import { compareText } from '../model/order.js'
import type { Transaction, Transfer, UtxoTransaction } from '../model/transaction.js'

/** Whether both tell the same transfers in the same order: what another account's page says of a transaction is that. */
export function sameTransfers(a: readonly Transfer[], b: readonly Transfer[]): boolean {
	return a.length === b.length && a.every((transfer, i) => transfer.id === b[i]?.id && sameTransfer(transfer, b[i]))
}

/** Whether both move the same amounts between the same accounts, whatever they call it. Not every source tells fees. */
export function sameMoves(a: readonly Transfer[], b: readonly Transfer[]): boolean {
	const moves = (transfers: readonly Transfer[]): string[] =>
		transfers
			.filter(({ amount, fee }) => amount > 0n && fee !== true)
			.map(({ from, to, asset, amount }) => `${asset} ${from} ${to} ${amount}`)
			.sort(compareText)
	const [first, second] = [moves(a), moves(b)]
	return first.length === second.length && first.every((move, i) => move === second[i])
}

export function sameTransfer(a: Transfer, b: Transfer): boolean {
	return a.from === b.from && a.to === b.to && a.asset === b.asset && a.amount === b.amount && a.rebase === b.rebase
}

/** Whether two sources can both be right of an output ledger's transaction; of others they are the same object. */
export function sameFacts(a: Transaction, b: Transaction): boolean {
	if (a === b) return true
	if (
		a.kind !== 'utxo' ||
		b.kind !== 'utxo' ||
		a.outputs.length !== b.outputs.length ||
		a.inputs.length !== b.inputs.length
	)
		return false
	return (
		a.height === b.height &&
		a.atSeconds === b.atSeconds &&
		compatible(a.version, b.version) &&
		compatible(a.locktime, b.locktime) &&
		sameFees(a, b) &&
		a.outputs.every(
			(output, i) => output.amount === b.outputs[i]?.amount && output.account === b.outputs[i]?.account,
		) &&
		a.inputs.every((input, i) => {
			const other = b.inputs[i]
			return (
				input.spends === other?.spends && input.amount === other.amount && compatible(input.sequence, other.sequence)
			)
		})
	)
}

/** What a coinbase was left: told only where it was asked for as one. */
function sameFees({ blockFees: a }: UtxoTransaction, { blockFees: b }: UtxoTransaction): boolean {
	if (a === undefined || b === undefined) return true
	return (
		a.length === b.length && a.every((fee, i) => fee.transaction === b[i]?.transaction && fee.amount === b[i]?.amount)
	)
}

/** Whether two sources can both be right of a fact that one of them may not tell. */
function compatible(a: number | undefined, b: number | undefined): boolean {
	return a === undefined || b === undefined || a === b
}
