import { internalError } from '../model/errors.js'
import type { Path } from './path.js'

/**
 * A run of value with one history: `path` says which seed it comes from and through which transfers; null is clean.
 * `amount` is in the asset it is in now, `seedAmount` in the seed's asset; both in base units.
 */
export interface Lot {
	readonly path: Path | null
	readonly amount: bigint
	readonly seedAmount: bigint
}

export const cleanLot = (amount: bigint): Lot => ({ path: null, amount, seedAmount: 0n })

export const taintedLot = (path: Path, amount: bigint): Lot => ({ path, amount, seedAmount: amount })

/** Cuts a lot at `at` (0 < at < amount): the first part gets floor(seedAmount·at/amount), the rest the remainder. */
export function splitLot(lot: Lot, at: bigint): [Lot, Lot] {
	const first = lot.seedAmount === lot.amount ? at : (lot.seedAmount * at) / lot.amount
	return [
		{ path: lot.path, amount: at, seedAmount: first },
		{ path: lot.path, amount: lot.amount - at, seedAmount: lot.seedAmount - first },
	]
}

/** Appends a lot, joining it with the last one where both have the same history. Lots of 0 are nothing. */
export function pushLot(lots: Lot[], lot: Lot): void {
	if (lot.amount === 0n) return
	const last = lots[lots.length - 1]
	if (last !== undefined && last.path === lot.path) {
		lots[lots.length - 1] = {
			path: lot.path,
			amount: last.amount + lot.amount,
			seedAmount: last.seedAmount + lot.seedAmount,
		}
	} else lots.push(lot)
}

/**
 * Serves each need in turn from the front of the lots: the carving step of FIFO, and of LIFO on reversed lots.
 * The needs must add up to the lots, neither more nor less.
 */
export function carve(lots: readonly Lot[], needs: readonly bigint[]): Lot[][] {
	let at = 0
	let head = lots[0]
	const served = needs.map((need) => {
		const taken: Lot[] = []
		let open = need
		while (open > 0n) {
			if (head === undefined) throw internalError('more was paid than the lots hold')
			if (head.amount <= open) {
				pushLot(taken, head)
				open -= head.amount
				head = lots[++at]
			} else {
				const [first, rest] = splitLot(head, open)
				pushLot(taken, first)
				head = rest
				open = 0n
			}
		}
		return taken
	})
	if (head !== undefined) throw internalError('less was paid than the lots hold')
	return served
}

export function totalOf(lots: readonly Lot[]): bigint {
	let total = 0n
	for (const lot of lots) total += lot.amount
	return total
}

export function taintOf(lots: readonly Lot[]): bigint {
	let total = 0n
	for (const lot of lots) if (lot.path !== null) total += lot.amount
	return total
}

/** Whether any of these carries seed value. */
export function hasTaint(lots: readonly Lot[]): boolean {
	for (const { path } of lots) if (path !== null) return true
	return false
}

export function sameLots(a: readonly Lot[], b: readonly Lot[]): boolean {
	if (a.length !== b.length) return false
	for (let i = 0; i < a.length; i++) {
		const [x, y] = [a[i] as Lot, b[i] as Lot]
		if (x.path !== y.path || x.amount !== y.amount || x.seedAmount !== y.seedAmount) return false
	}
	return true
}

/** The same lots one step further: histories of tainted ones go through this transfer or output. */
export function through(lots: readonly Lot[], via: string): Lot[] {
	return lots.map((lot) => {
		const { path, amount, seedAmount } = lot
		return path === null ? lot : { path: path.through(via), amount, seedAmount }
	})
}
