import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'

/** Stands where a balance would, for ledgers that are kept elsewhere. */
const ELSEWHERE = Number.NaN

/**
 * Haircut over assets of which less than 2^53 moves in all, with one seed row in each, in whole numbers. A payment of x out
 * of a balance b with taint t carries t·x/b, rounded half up, which is what the largest remainder gives for paid and kept.
 * Most payments of a table are clean and touch one number at each end: memory is what the time goes to.
 */
export class HaircutPools implements Kernel {
	/** By ledger: its balance, negative where some of it is tainted. */
	readonly #balances: Float64Array
	/** At 2·ledger: taint, behind it the taint that plain payments brought. */
	readonly #taints: Float64Array
	/** Tag of the one seed row of each asset; 0 until its first seed value shows. */
	readonly #tags: Uint32Array

	// Of their own, so that compiled code outlives the table that it was compiled for.
	readonly #columns: TransferColumns
	readonly #ledgers: LedgerNumbers

	constructor(private readonly table: BulkTable) {
		this.#columns = table.columns
		this.#ledgers = table.ledgers
		this.#balances = new Float64Array(table.ledgers.count)
		this.#taints = new Float64Array(2 * table.ledgers.count)
		this.#tags = new Uint32Array(table.columns.assets.size)
		for (const ledger of table.special.all()) this.#balances[ledger] = ELSEWHERE
	}

	passPlain(mine: Uint8Array | null, start: number, end: number): number {
		const columns = this.#columns
		const { from, to } = this.#ledgers
		const { low, middle } = columns.amounts
		const { asset } = columns
		const balances = this.#balances
		const taints = this.#taints
		let row = start
		for (; row < end; row++) {
			if (mine !== null && mine[asset[row] as number] !== 1) continue
			const payer = from[row] as number
			const payee = to[row] as number
			if (payer === payee || payer === NONE || payee === NONE) break
			const held = balances[payee] as number
			const signed = balances[payer] as number
			// A ledger of the two is kept elsewhere.
			if (Number.isNaN(held) || Number.isNaN(signed)) break
			const amount = (low[row] as number) + (middle[row] as number) * 2 ** 32
			if (signed >= 0) {
				balances[payer] = signed > amount ? signed - amount : 0
				balances[payee] = held >= 0 ? held + amount : held - amount
				continue
			}
			if (amount === 0) continue
			const balance = -signed
			const taint = taints[2 * payer] as number
			const part = amount >= balance ? taint : share(taint, amount, balance)
			const rest = balance > amount ? balance - amount : 0
			taints[2 * payer] = taint - part
			balances[payer] = part === taint ? rest : -rest
			if (part !== 0) {
				taints[2 * payee] = (taints[2 * payee] as number) + part
				taints[2 * payee + 1] = (taints[2 * payee + 1] as number) + part
			}
			balances[payee] = held < 0 ? held - amount : part === 0 ? held + amount : -held - amount
		}
		return row
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const open = Number(amount)
		const balance = Math.max(Math.abs(this.#balances[ledger] as number), open)
		const taint = this.#taints[2 * ledger] as number
		const part = open === 0 ? 0 : share(taint, open, balance)
		this.#set(ledger, balance - open, taint - part)
		const path = this.table.tags.path(this.#tags[this.table.ledgers.asset(ledger)] as number)
		const lots: Lot[] = []
		if (path !== null && part > 0) lots.push(taintedLot(path, BigInt(part)))
		pushLot(lots, cleanLot(BigInt(open - part)))
		return lots
	}

	give(ledger: number, lots: readonly Lot[]): void {
		for (const { path, amount } of lots) {
			const given = Number(amount)
			const taint = this.#taints[2 * ledger] as number
			const balance = Math.abs(this.#balances[ledger] as number) + given
			this.#set(ledger, balance, path === null ? taint : taint + given)
			if (path !== null) this.#tags[this.table.ledgers.asset(ledger)] = this.table.tags.of(path)
		}
	}

	finish(): void {
		const { ledgers, arrived, held } = this.table
		for (let ledger = 0; ledger < ledgers.count; ledger++) {
			const taint = this.#taints[2 * ledger] as number
			const came = this.#taints[2 * ledger + 1] as number
			if (taint === 0 && came === 0) continue
			const tag = this.#tags[ledgers.asset(ledger)] as number
			if (taint !== 0) held.add(ledger, tag, taint)
			if (came !== 0) arrived.add(ledger, tag, came)
		}
	}

	#set(ledger: number, balance: number, taint: number): void {
		this.#balances[ledger] = taint === 0 ? balance : -balance
		this.#taints[2 * ledger] = taint
	}
}

/** taint · amount / balance rounded half up; amount <= balance, taint <= balance, balance > 0. */
function share(taint: number, amount: number, balance: number): number {
	if (taint === balance) return amount
	const product = taint * amount
	// The quotient is rounded and may be one off; the remainder, which is exact, tells.
	let part = Math.floor(product / balance)
	let rest = product - part * balance
	if (product > Number.MAX_SAFE_INTEGER) {
		if (balance > MOST_EXACT) {
			const whole = BigInt(balance)
			return Number((2n * BigInt(taint) * BigInt(amount) + whole) / (2n * whole))
		}
		rest = product - part * balance + (lost(taint, amount, product) - lost(part, balance, part * balance))
	}
	for (; rest < 0; rest += balance) part--
	for (; rest >= balance; rest -= balance) part++
	return 2 * rest >= balance ? part + 1 : part
}

/** Balance up to which a remainder that is a few times as much is exact as a number. */
const MOST_EXACT = 2 ** 50
/** Cuts a number of 53 bits into two of 26, whose products are exact. */
const CUT = 2 ** 27 + 1

/** What rounding took from a product of two numbers, exactly. T. J. Dekker, Numerische Mathematik 18, 1971. */
function lost(a: number, b: number, product: number): number {
	const aHigh = CUT * a - (CUT * a - a)
	const bHigh = CUT * b - (CUT * b - b)
	const aLow = a - aHigh
	const bLow = b - bHigh
	return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}
