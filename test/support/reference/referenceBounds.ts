import { type BoundsAt, BURNED } from './bounds.js'
import { everyOrder } from './everyOrder.js'
import { orderRows, type Row } from './orderRows.js'
import { isSentBySeed, isWalked, type ReferenceTable } from './referenceTable.js'
import { boundsOf, parts, StateSet } from './stateSet.js'

export interface ReferenceBoundsInput extends ReferenceTable {
	readonly asset: string
	/** Id of one seed, or null for the taint of all seeds together. */
	readonly seed: string | null
	/** Both where left out. */
	readonly openings?: readonly ('late' | 'least')[]
	/** False: rows whose order is not told stand in the order of the tie rule. */
	readonly anyOrder?: boolean
}

/**
 * Bounds by trying everything: every number of tainted units that a payment can carry, in every order that the rows
 * leave open, under each opening. For a handful of rows and units.
 *
 * Where several seeds meet at a seed account, value that comes back is taken to leave in any mixture of labels.
 */
export function referenceBounds(input: ReferenceBoundsInput): BoundsAt {
	const orders = input.anyOrder === false ? [orderRows(input.rows)] : everyOrder(input.rows, (a) => isWalked(input, a))
	const places = [BURNED, ...new Set(input.rows.flatMap((row) => [row.from, row.to].filter((name) => name !== null)))]
	const last = new StateSet()
	for (const order of orders) {
		for (const opening of input.openings ?? ['late', 'least']) {
			const rows = order.filter((row) => row.asset === input.asset)
			for (const state of tryAll(input, rows, places, opening)) last.add(state.slice(0, places.length))
		}
	}
	return boundsOf(last, (wanted) => [...places.keys()].filter((place) => wanted.has(places[place]!)))
}

/** States after the last row: own taint by place, taint of other seeds by place, units that each seed has marked. */
function tryAll(
	input: ReferenceBoundsInput,
	rows: readonly Row[],
	places: readonly string[],
	opening: 'late' | 'least',
): Iterable<number[]> {
	const other = places.length
	const marked = 2 * places.length
	const balances = new Map(places.map((name) => [name, 0]))
	if (opening === 'least') for (const [account, amount] of least(input, rows)) balances.set(account, amount)
	let states = new StateSet([new Array<number>(marked + input.seeds.length).fill(0)])

	for (const row of rows) {
		const amount = Number(row.amount)
		const from = row.from !== null && isWalked(input, row.from) ? row.from : null
		const [payer, payee] = [places.indexOf(from ?? ''), places.indexOf(row.to ?? BURNED)]
		const balance = from === null ? 0 : balances.get(from)!
		const next = new StateSet()
		const move = (state: readonly number[], own: number, others: number, marks: readonly number[]): void => {
			const after = [...state]
			marks.forEach((units, seed) => {
				after[marked + seed]! += units
			})
			const isOwn = (seed: number): boolean => input.seed === null || input.seeds[seed]!.id === input.seed
			const ownMarks = marks.reduce((sum, units, seed) => sum + (isOwn(seed) ? units : 0), 0)
			const allMarks = marks.reduce((a, b) => a + b, 0)
			after[payer]! -= own
			after[other + payer]! -= others
			after[payee]! += own + ownMarks
			// What others hold where it never leaves again makes no difference.
			if (row.to !== null && isWalked(input, row.to)) after[other + payee]! += others + allMarks - ownMarks
			next.add(after)
		}
		for (const state of states) {
			if (from === null) {
				next.add(state)
				continue
			}
			const [own, others] = [state[payer]!, state[other + payer]!]
			const room = input.seeds.map((seed, place) =>
				isSentBySeed(seed, row) ? Number(seed.amount ?? row.amount + 1_000_000n) - state[marked + place]! : 0,
			)
			if (room.some((units) => units > 0)) {
				const returned = Math.min(amount, own + others)
				let rest = amount - returned
				const marks = room.map((units) => {
					const share = Math.min(units, rest)
					rest -= share
					return share
				})
				for (const [mine, theirs] of parts(returned, [own, others])) move(state, mine!, theirs!, marks)
				continue
			}
			const recorded = Math.min(amount, balance)
			for (const [mine, theirs] of parts(recorded, [own, others, balance - own - others]))
				move(state, mine!, theirs!, [])
		}
		states = next
		if (from !== null) balances.set(from, Math.max(0, balance - amount))
		if (row.to !== null) balances.set(row.to, balances.get(row.to)! + amount)
	}
	return states
}

/** Least balance to begin with that no walked ledger falls below zero, where a row pays before it is received. */
function least(input: ReferenceTable, rows: readonly Row[]): Map<string, number> {
	const [balances, opening] = [new Map<string, number>(), new Map<string, number>()]
	for (const { from, to, amount } of rows) {
		if (from !== null && isWalked(input, from)) {
			const balance = (balances.get(from) ?? 0) - Number(amount)
			balances.set(from, balance)
			opening.set(from, Math.max(opening.get(from) ?? 0, -balance))
		}
		if (to !== null) balances.set(to, (balances.get(to) ?? 0) + Number(amount))
	}
	return opening
}
