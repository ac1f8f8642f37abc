import { cleanLot, type Lot, pushLot, taintedLot, totalOf } from '../lot.js'
import type { Path } from '../path.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import { type Grant, useGrants } from './grant.js'

/** Poison on an account: once any seed value has arrived, every payment counts in full. Keeps the shortest history. */
export class ReachLedger implements AccountLedger {
	#balance: bigint
	#reached: Path | null = null
	/** A lot that arrived by that history: what a payment stands for in the seed's asset follows it. */
	#rate = { amount: 1n, seedAmount: 1n }
	/** Counted value that arrived, and how much of it a seed account has sent on as returned. */
	#arrived = 0n
	#resent = 0n

	readonly size = 1

	constructor(opening: bigint) {
		this.#balance = opening
	}

	receiveClean(amount: bigint): void {
		this.#balance += amount
	}

	receive(lots: readonly Lot[]): void {
		for (const lot of lots) {
			this.#balance += lot.amount
			if (lot.path === null) continue
			this.#arrived += lot.amount
			if (this.#reached !== null && lot.path.length >= this.#reached.length) continue
			this.#reached = lot.path
			this.#rate = lot
		}
	}

	pay(amount: bigint, grants: readonly Grant[]): Payment {
		const missing = amount > this.#balance ? amount - this.#balance : 0n
		const tainted = this.#reached === null ? 0n : this.#balance
		const before = { balance: this.#balance, taint: tainted }
		this.#balance += missing - amount
		const back = this.#arrived - this.#resent
		const returned = grants.length === 0 ? 0n : back < amount ? back : amount
		this.#resent += returned
		const used = grants.length === 0 ? [] : useGrants(grants, amount - returned)
		const seeded = used.map(({ root, amount: part }) => ({ row: root.seed, amount: part }))
		if (this.#reached === null) {
			// Nothing has arrived yet: only what a seed makes of this payment counts.
			const lots = used.map(({ root, amount: part }) => taintedLot(root, part))
			const taint = totalOf(lots)
			pushLot(lots, cleanLot(amount - taint))
			return { lots, before, entered: { balance: missing, taint }, seeded }
		}
		// What a seed account sends while its seed is open is one step away, whatever came back before.
		const lots: Lot[] = []
		pushLot(lots, grants[0] === undefined ? this.#lot(this.#reached, amount) : taintedLot(grants[0].root, amount))
		return { lots, before, entered: { balance: missing, taint: missing }, seeded }
	}

	shrink(amount: bigint): Payment {
		return this.pay(amount, [])
	}

	regrow(amount: bigint): void {
		this.#balance += amount
	}

	setAside(amount: bigint): void {
		this.#balance -= amount
	}

	taint(): bigint {
		return this.#reached === null ? 0n : this.#balance
	}

	residual(): readonly Lot[] {
		const left = this.#arrived - this.#resent
		const held = left < this.#balance ? left : this.#balance
		return this.#reached === null || held <= 0n ? [] : [this.#lot(this.#reached, held)]
	}

	copy(): ReachLedger {
		const twin = new ReachLedger(this.#balance)
		twin.#reached = this.#reached
		twin.#rate = this.#rate
		twin.#arrived = this.#arrived
		twin.#resent = this.#resent
		return twin
	}

	#lot(path: Path, amount: bigint): Lot {
		const { amount: per, seedAmount } = this.#rate
		return { path, amount, seedAmount: per === seedAmount ? amount : (amount * seedAmount) / per }
	}
}
