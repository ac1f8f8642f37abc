import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import { roundedShare } from './roundedShare.js'
import type { TaintSums } from './taintSums.js'

/** Stands where the high part of a balance would, for ledgers that are kept elsewhere. */
const ELSEWHERE = -1
/** Base of the two parts of an amount. */
const BASE = 2 ** 48

/**
 * Haircut over assets of which less than 2^100 moves in all (wei), with one seed row in each: as `HaircutPools`, with each
 * amount in two parts of 48 bits, which stay exact.
 */
export class WideHaircutPools implements Kernel {
	/** At 4·ledger: low and high part of the balance, low and high part of the taint. */
	readonly #pools: Float64Array
	/** Tag of the one seed row of each asset; 0 until its first seed value shows. */
	readonly #tags: Uint32Array
	readonly #part = new Float64Array(2)

	// Of their own, so that compiled code outlives the table that it was compiled for.
	readonly #columns: TransferColumns
	readonly #ledgers: LedgerNumbers
	readonly #arrived: TaintSums

	constructor(private readonly table: BulkTable) {
		this.#columns = table.columns
		this.#ledgers = table.ledgers
		this.#arrived = table.arrived
		this.#pools = new Float64Array(4 * table.ledgers.count)
		this.#tags = new Uint32Array(table.columns.assets.size)
		for (const ledger of table.special.all()) this.#pools[4 * ledger + 1] = ELSEWHERE
	}

	passPlain(mine: Uint8Array | null, start: number, end: number): number {
		const columns = this.#columns
		const { from, to } = this.#ledgers
		const { asset } = columns
		const { low: lows, middle: middles, high: highs } = columns.amounts
		const pools = this.#pools
		const tall = highs.length > 0
		let row = start
		for (; row < end; row++) {
			if (mine !== null && mine[asset[row] as number] !== 1) continue
			if (from[row] === to[row] || from[row] === NONE || to[row] === NONE) break
			const payer = 4 * (from[row] as number)
			const payee = 4 * (to[row] as number)
			const high = pools[payer + 1] as number
			const heldHigh = pools[payee + 1] as number
			if (high < 0 || heldHigh < 0) break
			const middle = middles[row] as number
			const xLow = (middle & 0xffff) * 2 ** 32 + (lows[row] as number)
			const xHigh = (tall ? (highs[row] as number) * 2 ** 16 : 0) + (middle >>> 16)
			const low = pools[payer] as number
			const all = xHigh > high || (xHigh === high && xLow >= low)
			const tainted = pools[payer + 2] !== 0 || pools[payer + 3] !== 0
			if (tainted && (xLow !== 0 || xHigh !== 0))
				this.#carry(payer, payee, xLow, xHigh, all, this.#tags[asset[row] as number] as number)
			if (all) {
				pools[payer] = 0
				pools[payer + 1] = 0
			} else {
				const borrow = low < xLow ? 1 : 0
				pools[payer] = low - xLow + borrow * BASE
				pools[payer + 1] = high - xHigh - borrow
			}
			const sum = (pools[payee] as number) + xLow
			const carry = sum >= BASE ? 1 : 0
			pools[payee] = sum - carry * BASE
			pools[payee + 1] = heldHigh + xHigh + carry
		}
		return row
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const taint = this.#read(4 * ledger + 2)
		const held = this.#read(4 * ledger)
		const balance = held > amount ? held : amount
		const part = taint === 0n ? 0n : (2n * taint * amount + balance) / (2n * balance)
		this.#write(4 * ledger, balance - amount)
		this.#write(4 * ledger + 2, taint - part)
		const path = this.table.tags.path(this.#tags[this.table.ledgers.asset(ledger)] as number)
		const lots: Lot[] = []
		if (path !== null && part > 0n) lots.push(taintedLot(path, part))
		pushLot(lots, cleanLot(amount - part))
		return lots
	}

	give(ledger: number, lots: readonly Lot[]): void {
		for (const { path, amount } of lots) {
			this.#write(4 * ledger, this.#read(4 * ledger) + amount)
			if (path === null) continue
			this.#write(4 * ledger + 2, this.#read(4 * ledger + 2) + amount)
			this.#tags[this.table.ledgers.asset(ledger)] = this.table.tags.of(path)
		}
	}

	finish(): void {
		const { ledgers, held } = this.table
		for (let ledger = 0; ledger < ledgers.count; ledger++) {
			const taint = this.#read(4 * ledger + 2)
			if (taint !== 0n) held.addBigint(ledger, this.#tags[ledgers.asset(ledger)] as number, taint)
		}
	}

	/** Moves the taint of a plain payment, which is not nothing, from ledger to ledger; `all`: it empties the payer. */
	#carry(payer: number, payee: number, xLow: number, xHigh: number, all: boolean, tag: number): void {
		const pools = this.#pools
		const part = this.#part
		const low = pools[payer + 2] as number
		const high = pools[payer + 3] as number
		const whole = low === pools[payer] && high === pools[payer + 1]
		part[0] = all ? low : xLow
		part[1] = all ? high : xHigh
		if (!all && !whole) roundedShare(low, high, xLow, xHigh, pools[payer] as number, pools[payer + 1] as number, part)
		const partLow = part[0] as number
		const partHigh = part[1] as number
		const borrow = low < partLow ? 1 : 0
		pools[payer + 2] = low - partLow + borrow * BASE
		pools[payer + 3] = high - partHigh - borrow
		const sum = (pools[payee + 2] as number) + partLow
		const carry = sum >= BASE ? 1 : 0
		pools[payee + 2] = sum - carry * BASE
		pools[payee + 3] = (pools[payee + 3] as number) + partHigh + carry
		this.#arrived.addParts(payee / 4, tag, partHigh, partLow)
	}

	#read(at: number): bigint {
		const high = this.#pools[at + 1] as number
		if (high <= 0) return BigInt(this.#pools[at] as number)
		return (BigInt(high) << 48n) + BigInt(this.#pools[at] as number)
	}

	#write(at: number, amount: bigint): void {
		this.#pools[at] = Number(BigInt.asUintN(48, amount))
		this.#pools[at + 1] = Number(amount >> 48n)
	}
}
