import { cleanLot, type Lot, pushLot, splitLot, taintedLot, taintOf, totalOf } from '../lot.js'
import { growLots } from '../pools/growLots.js'
import { shrinkLots } from '../pools/shrinkLots.js'
import type { OrderRule } from '../rules/rule.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import { type Grant, useGrants } from './grant.js'

/** A queue of lots: FIFO takes from its front, LIFO from its back. */
export class OrderedLedger implements AccountLedger {
	#lots: Lot[] = []
	/** Lots before this place are spent. */
	#head = 0
	#balance = 0n
	#taint = 0n
	#aside: Lot[] = []

	constructor(
		private readonly rule: OrderRule,
		opening: bigint,
	) {
		this.receiveClean(opening)
	}

	get size(): number {
		return this.#lots.length - this.#head
	}

	receive(lots: readonly Lot[]): void {
		for (const lot of lots) this.#append(lot)
	}

	receiveClean(amount: bigint): void {
		this.#append(cleanLot(amount))
	}

	pay(amount: bigint, grants: readonly Grant[]): Payment {
		const before = { balance: this.#balance, taint: this.#taint }
		const missing = amount > this.#balance ? amount - this.#balance : 0n
		const lots: Lot[] = []
		const seeded: { row: Payment['seeded'][number]['row']; amount: bigint }[] = []
		if (grants.length === 0) {
			this.#take(amount - missing, this.rule.leaves, lots)
			pushLot(lots, cleanLot(missing))
		} else {
			this.#takeWhere(true, amount, lots)
			for (const { root, amount: part } of useGrants(grants, amount - totalOf(lots))) {
				this.#takeWhere(false, part, [])
				pushLot(lots, taintedLot(root, part))
				seeded.push({ row: root.seed, amount: part })
			}
			const rest = amount - totalOf(lots)
			this.#takeWhere(false, rest, [])
			pushLot(lots, cleanLot(rest))
		}
		const entered = { balance: missing, taint: seeded.reduce((sum, part) => sum + part.amount, 0n) }
		return { lots, before, entered, seeded }
	}

	taint(): bigint {
		return this.#taint
	}

	shrink(amount: bigint): Payment {
		const before = { balance: this.#balance, taint: this.#taint }
		const missing = amount > this.#balance ? amount - this.#balance : 0n
		const { taken, kept } = shrinkLots(this.#lots.slice(this.#head), amount - missing)
		this.#keep(kept)
		pushLot(taken, cleanLot(missing))
		return { lots: taken, before, entered: { balance: missing, taint: 0n }, seeded: [] }
	}

	regrow(amount: bigint): void {
		this.#keep(growLots(this.#lots.slice(this.#head), amount))
	}

	setAside(amount: bigint): void {
		this.#take(amount, 'front', this.#aside)
	}

	residual(): readonly Lot[] {
		return [...this.#aside, ...this.#lots.slice(this.#head)].filter((lot) => lot.path !== null)
	}

	copy(): OrderedLedger {
		const twin = new OrderedLedger(this.rule, 0n)
		twin.#lots = this.#lots.slice(this.#head)
		twin.#balance = this.#balance
		twin.#taint = this.#taint
		twin.#aside = [...this.#aside]
		return twin
	}

	#append(lot: Lot): void {
		if (this.#head === this.#lots.length) {
			this.#lots = []
			this.#head = 0
		}
		pushLot(this.#lots, lot)
		this.#balance += lot.amount
		if (lot.path !== null) this.#taint += lot.amount
	}

	#keep(lots: Lot[]): void {
		this.#lots = lots
		this.#head = 0
		this.#balance = totalOf(lots)
		this.#taint = taintOf(lots)
	}

	#take(amount: bigint, leaves: OrderRule['leaves'], into: Lot[]): void {
		let open = amount
		while (open > 0n) {
			const at = leaves === 'front' ? this.#head : this.#lots.length - 1
			const lot = this.#lots[at] as Lot
			const [part, rest] = lot.amount <= open ? [lot, null] : splitLot(lot, open)
			if (rest !== null) this.#lots[at] = rest
			else if (leaves === 'front') this.#head++
			else this.#lots.pop()
			open -= part.amount
			this.#leave(part)
			pushLot(into, part)
		}
	}

	/** Takes up to `amount` of tainted (or clean) lots, oldest first, whatever the rule. */
	#takeWhere(tainted: boolean, amount: bigint, into: Lot[]): void {
		let open = amount
		const kept: Lot[] = []
		for (const lot of this.#lots.slice(this.#head)) {
			if (open === 0n || (lot.path !== null) !== tainted) pushLot(kept, lot)
			else {
				const [part, rest] = lot.amount <= open ? [lot, null] : splitLot(lot, open)
				open -= part.amount
				this.#leave(part)
				pushLot(into, part)
				if (rest !== null) pushLot(kept, rest)
			}
		}
		this.#lots = kept
		this.#head = 0
	}

	#leave(part: Lot): void {
		this.#balance -= part.amount
		if (part.path !== null) this.#taint -= part.amount
	}
}
