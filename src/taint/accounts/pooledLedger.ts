import { cleanLot, type Lot, pushLot, taintedLot, totalOf } from '../lot.js'
import { shareAmongSeeds } from '../pools/shareAmongSeeds.js'
import { shrinkLots } from '../pools/shrinkLots.js'
import { TaintPool } from '../pools/taintPool.js'
import type { TotalRule } from '../rules/rule.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import { type Grant, useGrants } from './grant.js'

const NOTHING: Payment['seeded'] = []

/**
 * A pool in which clean value and taint are mixed: the rule says how much taint a payment takes, seeds share that, and
 * inside one seed the oldest history leaves first.
 */
export class PooledLedger implements AccountLedger {
	#tainted = new TaintPool()
	#aside: Lot[] = []
	#clean: bigint

	constructor(
		private readonly rule: TotalRule,
		opening: bigint,
	) {
		this.#clean = opening
	}

	get size(): number {
		return this.#tainted.size + 1
	}

	receiveClean(amount: bigint): void {
		this.#clean += amount
	}

	receive(lots: readonly Lot[]): void {
		for (const lot of lots) {
			if (lot.path === null) this.#clean += lot.amount
			else this.#tainted.add(lot)
		}
	}

	pay(amount: bigint, grants: readonly Grant[], allotted?: bigint): Payment {
		const taint = this.#tainted.total
		const balance = this.#clean + taint
		const missing = amount > balance ? amount - balance : 0n
		this.#clean += missing
		const before = { balance, taint }
		if (grants.length > 0) return this.#payAsSeed(amount, grants, before, missing)
		if (taint === 0n) {
			this.#clean -= amount
			const lots = amount === 0n ? [] : [cleanLot(amount)]
			return { lots, before, entered: { balance: missing, taint: 0n }, seeded: NOTHING }
		}
		const held = balance + missing
		const slots = [amount, held - amount]
		const shared =
			allotted === undefined ? this.rule.share(taint, held, slots) : fixedShare(allotted, taint, held, slots)
		const lots = this.#take(shared)
		const clean = amount - totalOf(lots)
		this.#clean -= clean
		pushLot(lots, cleanLot(clean))
		return { lots, before, entered: { balance: missing, taint: 0n }, seeded: NOTHING }
	}

	taint(): bigint {
		return this.#tainted.total
	}

	shrink(amount: bigint): Payment {
		const taint = this.#tainted.total
		const before = { balance: this.#clean + taint, taint }
		const missing = amount > before.balance ? amount - before.balance : 0n
		const held = this.#tainted.lots()
		const { taken, kept } = shrinkLots([...held, cleanLot(this.#clean)], amount - missing)
		this.#tainted = new TaintPool()
		this.#clean = 0n
		this.receive(kept)
		pushLot(taken, cleanLot(missing))
		return { lots: taken, before, entered: { balance: missing, taint: 0n }, seeded: NOTHING }
	}

	regrow(amount: bigint): void {
		this.#clean += amount
	}

	setAside(amount: bigint): void {
		const taint = this.#tainted.total
		const held = this.#clean + taint
		const lots = taint === 0n ? [] : this.#take(this.rule.share(taint, held, [amount, held - amount]))
		this.#clean -= amount - totalOf(lots)
		for (const lot of lots) pushLot(this.#aside, lot)
	}

	residual(): readonly Lot[] {
		return [...this.#aside, ...this.#tainted.lots()]
	}

	copy(): PooledLedger {
		const twin = new PooledLedger(this.rule, this.#clean)
		twin.#tainted = this.#tainted.copy()
		twin.#aside = [...this.#aside]
		return twin
	}

	/** Takes the first slot's taint, shared among the seeds. */
	#take(slots: readonly bigint[]): Lot[] {
		const held = this.#tainted.totals()
		const [only] = held
		if (only !== undefined && held.length === 1) return this.#tainted.takeOf([{ ...only, amount: slots[0] as bigint }])
		const shares = shareAmongSeeds(
			held.map(({ amount }) => amount),
			slots,
		)
		return this.#tainted.takeOf(held.map(({ seed }, i) => ({ seed, amount: shares[i]?.[0] as bigint })))
	}

	#payAsSeed(amount: bigint, grants: readonly Grant[], before: Payment['before'], missing: bigint): Payment {
		const returned = before.taint < amount ? before.taint : amount
		const lots = this.#tainted.takeOldest(returned)
		const used = useGrants(grants, amount - returned)
		for (const { root, amount: part } of used) pushLot(lots, taintedLot(root, part))
		this.#clean -= amount - returned
		pushLot(lots, cleanLot(amount - totalOf(lots)))
		const entered = { balance: missing, taint: used.reduce((sum, part) => sum + part.amount, 0n) }
		return { lots, before, entered, seeded: used.map(({ root, amount: part }) => ({ row: root.seed, amount: part })) }
	}
}

/** The taint that a window allots to a payment, within what is there and what cannot be paid with clean value. */
function fixedShare(allotted: bigint, taint: bigint, balance: bigint, slots: readonly bigint[]): bigint[] {
	const [paid = 0n] = slots
	const most = paid < taint ? paid : taint
	const least = paid > balance - taint ? paid - (balance - taint) : 0n
	const part = allotted > most ? most : allotted < least ? least : allotted
	return [part, taint - part]
}
