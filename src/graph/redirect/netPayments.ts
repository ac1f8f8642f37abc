import { internalError } from '../../model/errors.js'
import type { TransferId } from '../../model/identifiers.js'

/** An edge of one asset between two places of a transaction. */
export interface Leg {
	readonly id: TransferId
	readonly from: string
	readonly to: string
	readonly amount: bigint
}

/** What one place paid another on balance. */
export interface Payment {
	readonly from: string
	readonly to: string
	readonly amount: bigint
	readonly via: readonly TransferId[]
}

interface OpenLeg extends Leg {
	left: bigint
}

/** The legs out of a place; those before `next` are used up. */
interface Exits {
	readonly legs: OpenLeg[]
	next: number
}

/**
 * The legs of one asset in one transaction as payments from places that have less of it afterwards to places that have
 * more. Whoever passes on what he gets is passed over, unless he `isKept`: then he gets one payment and makes another. What
 * goes round and comes back (a flash loan, a wash) cancels. `legs` stand in order of events, and so are they used: the first
 * payer's money goes the way that was open first. The payments of a place that is not kept add up to exactly what it lost
 * or gained. Linear in the legs times the length of a path.
 */
export function netPayments(legs: readonly Leg[], isKept: (place: string) => boolean = () => false): Payment[] {
	const exits = new Map<string, Exits>()
	const balance = new Map<string, bigint>()
	for (const leg of legs) {
		if (leg.from === leg.to || leg.amount === 0n) continue
		const open = { ...leg, left: leg.amount }
		const known = exits.get(leg.from)
		if (known === undefined) exits.set(leg.from, { legs: [open], next: 0 })
		else known.legs.push(open)
		balance.set(leg.from, (balance.get(leg.from) ?? 0n) - leg.amount)
		balance.set(leg.to, (balance.get(leg.to) ?? 0n) + leg.amount)
	}
	const payments: Payment[] = []
	for (const [payer, change] of balance) {
		for (let owed = -change; owed > 0n; ) {
			const path = pathFrom(payer, exits, balance)
			const last = path.at(-1) as OpenLeg
			const gain = balance.get(last.to) as bigint
			const amount = [owed, gain, ...path.map(({ left }) => left)].reduce((least, next) =>
				next < least ? next : least,
			)
			for (const leg of path) leg.left -= amount
			balance.set(last.to, gain - amount)
			owed -= amount
			payments.push(...parts(path, amount, isKept))
		}
		if (change < 0n) balance.set(payer, 0n)
	}
	return joined(payments)
}

/** From a payer along open legs, the first of each place, to a place that still has to gain. Circles on the way cancel. */
function pathFrom(payer: string, exits: ReadonlyMap<string, Exits>, balance: ReadonlyMap<string, bigint>): OpenLeg[] {
	const path: OpenLeg[] = []
	/** How many legs of the path lead to a place. */
	const depth = new Map([[payer, 0]])
	for (let at = payer; path.length === 0 || (balance.get(at) ?? 0n) <= 0n; ) {
		const leg = openLeg(exits.get(at))
		const seen = depth.get(leg.to)
		path.push(leg)
		at = leg.to
		if (seen === undefined) {
			depth.set(at, path.length)
			continue
		}
		const circle = path.splice(seen)
		const least = circle.reduce((amount, { left }) => (left < amount ? left : amount), leg.left)
		for (const part of circle) {
			part.left -= least
			if (part.to !== at) depth.delete(part.to)
		}
	}
	return path
}

/** The first open leg. A place that has not gained what came to it has one: what comes in goes out or stays. */
function openLeg(exits: Exits | undefined): OpenLeg {
	while (exits?.legs[exits.next]?.left === 0n) exits.next++
	const leg = exits?.legs[exits.next]
	if (leg === undefined) throw internalError('a place of a transaction neither keeps nor passes on what it gets')
	return leg
}

/** One path as the payments from one kept place to the next. */
function parts(path: readonly Leg[], amount: bigint, isKept: (place: string) => boolean): Payment[] {
	const payments: { from: string; to: string; amount: bigint; via: TransferId[] }[] = []
	for (const { id, from, to } of path) {
		const last = payments.at(-1)
		if (last === undefined || isKept(from)) payments.push({ from, to, amount, via: [id] })
		else {
			last.to = to
			last.via.push(id)
		}
	}
	return payments
}

/** Payments along one path are one. */
function joined(payments: readonly Payment[]): Payment[] {
	const byPath = new Map<string, Payment>()
	for (const payment of payments) {
		const key = `${payment.from} ${payment.to} ${payment.via.join(' ')}`
		const known = byPath.get(key)
		byPath.set(key, known === undefined ? payment : { ...payment, amount: known.amount + payment.amount })
	}
	return [...byPath.values()]
}
