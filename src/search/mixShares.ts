import { compareEvents } from '../model/order.js'
import type { UtxoOutput, UtxoTransaction } from '../model/transaction.js'
import { type Lot, totalOf } from '../taint/lot.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'
import type { TaintRun } from '../taint/taintRun.js'
import type { Search } from './search.js'

/** What of one seed row went into a mix under the primary rule, and how much of it each mixed output can hold at most. */
export interface MixShare {
	readonly transaction: UtxoTransaction
	readonly row: SeedRow
	/** Places of the inputs that brought it, with the amount. */
	readonly entered: readonly { readonly place: number; readonly taint: bigint }[]
	/** What of that is not certain to lie in outputs of its own. */
	readonly total: bigint
	/** Mixed outputs with the lesser of their value and that total. */
	readonly outputs: readonly { readonly output: UtxoOutput; readonly upper: bigint }[]
}

/** Every mix that seed value entered, in event order, for each seed row in case order. */
export function mixShares(search: Search): MixShare[] {
	const { view } = search.options.graph
	const mixes = [...search.mixes.transactions()].flatMap((id) => {
		const transaction = view.transaction(id)
		return transaction?.kind === 'utxo' ? transaction : []
	})
	return mixes.sort(compareEvents).flatMap((mix) => {
		const shares = search.runs.primary.runs.flatMap((run) => sharesOf(search, run, mix))
		return shares.sort((a, b) => a.row.place - b.row.place)
	})
}

function sharesOf(search: Search, run: TaintRun, transaction: UtxoTransaction): MixShare[] {
	const inputs = run.outputs.spend(transaction.id)?.inputs ?? []
	const rows = new Set(inputs.flatMap((lots) => lots.flatMap(({ path }) => path?.seed ?? [])))
	const linked = search.mixes.get(transaction.id) ?? []
	return [...rows].map((row) => {
		const entered = inputs.flatMap((lots, place) => {
			const taint = ofRow(lots, row)
			return taint === 0n ? [] : { place, taint }
		})
		const certain = linked.reduce((sum, { output }) => sum + ofRow(run.outputs.tainted(output), row), 0n)
		const total = entered.reduce((sum, { taint }) => sum + taint, 0n) - certain
		const mixed = transaction.outputs.filter(({ id }) => search.mixes.stopAt(id) !== undefined)
		const outputs = mixed.map((output) => ({ output, upper: output.amount < total ? output.amount : total }))
		return { transaction, row, entered, total, outputs: outputs.filter(({ upper }) => upper > 0n) }
	})
}

const ofRow = (lots: readonly Lot[], row: SeedRow): bigint => totalOf(lots.filter(({ path }) => path?.seed === row))
