import { type BoundsAt, FEES } from './bounds.js'
import type { OutputRef, ReferenceOutputsInput } from './referenceOutputs.js'
import { boundsOf, parts, StateSet } from './stateSet.js'

export interface ReferenceOutputBoundsInput extends Omit<ReferenceOutputsInput, 'rule'> {
	/** Id of one seed, or null for the taint of all seeds together. */
	readonly seed: string | null
}

/** Bounds on a ledger of outputs by trying every way to spread taint over outputs and fee. For a handful of units. */
export function referenceOutputBounds(input: ReferenceOutputBoundsInput): BoundsAt {
	const inTime = [...input.transactions].sort((a, b) => a.height - b.height || a.txIndex - b.txIndex)
	const outputs = inTime.flatMap(({ txid, outputs }) =>
		outputs.map(({ amount, account }, vout) => {
			const name = nameOf({ txid, vout })
			const seeds = input.seeds.filter((seed) => nameOf(seed) === name)
			return { name, account, amount: Number(amount), seeds, isStop: input.stops.has(account) && seeds.length === 0 }
		}),
	)
	const fees = outputs.length
	const other = outputs.length + 1
	const columnOf = (ref: OutputRef): number => outputs.findIndex(({ name }) => name === nameOf(ref))
	let states = new StateSet([new Array<number>(2 * other).fill(0)])

	for (const tx of inTime) {
		const spent = tx.inputs.map(columnOf)
		const isComplete = !tx.coinbase && !spent.includes(-1)
		const open = spent.filter((column) => isComplete && !outputs[column]!.isStop)
		const columns = tx.outputs.map((_output, vout) => columnOf({ txid: tx.txid, vout }))
		const paid = columns.reduce((sum, column) => sum + outputs[column]!.amount, 0)
		const fee = isComplete ? spent.reduce((sum, column) => sum + outputs[column]!.amount, 0) - paid : 0
		const limits = [...columns.map((column) => outputs[column]!.amount), fee]
		const next = new StateSet()
		for (const state of states) {
			const own = open.reduce((sum, column) => sum + state[column]!, 0)
			const others = open.reduce((sum, column) => sum + state[other + column]!, 0)
			for (const mine of parts(own, limits)) {
				const left = limits.map((limit, slot) => limit - mine[slot]!)
				for (const theirs of parts(others, left)) next.add(settle(state, open, columns, mine, theirs))
			}
		}
		states = next
	}
	return boundsOf(states, (wanted) => [
		...(wanted.has(FEES) ? [fees] : []),
		...[...outputs.keys()].filter((column) => {
			const { name, account } = outputs[column]!
			return wanted.has(name) || wanted.has(account)
		}),
	])

	function settle(
		state: readonly number[],
		open: readonly number[],
		columns: readonly number[],
		mine: readonly number[],
		theirs: readonly number[],
	): number[] {
		const after = [...state]
		for (const column of open) after[column] = after[other + column] = 0
		columns.forEach((column, slot) => {
			const { amount, seeds } = outputs[column]!
			after[column] = mine[slot]!
			after[other + column] = theirs[slot]!
			const marking = seeds[0]
			if (marking === undefined) return
			const clean = amount - mine[slot]! - theirs[slot]!
			after[(input.seed === null || marking.id === input.seed ? 0 : other) + column]! += clean
		})
		after[fees]! += mine[columns.length]!
		return after
	}
}

const nameOf = (ref: OutputRef): string => `${ref.txid}:${ref.vout}`
