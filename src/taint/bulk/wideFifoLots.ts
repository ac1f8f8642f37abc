import { grown } from '../../model/columns/grown.js'
import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import type { TaintSums } from './taintSums.js'

const ELSEWHERE = NONE
/** Base of the two parts of an amount. */
const BASE = 2 ** 48
/** Lots are not joined past this high part. */
const MOST_HIGH = 2 ** 50

/**
 * FIFO over a table whose amounts are below 2^96 (wei): as `FifoLots`, with each amount in two parts of 48 bits. FIFO only
 * adds, subtracts and compares, so the parts stay exact.
 */
export class WideFifoLots implements Kernel {
	/** First and last lot of each ledger; 0 is none. */
	readonly #ends: Uint32Array
	/** Lot k: low part at 3k, high part behind it; in the same bytes, tag at 6k + 4 and next lot at 6k + 5 of `links`. */
	#amounts = new Float64Array(3 << 12)
	#links = new Uint32Array(this.#amounts.buffer)
	#top = 1
	#free = 0

	// Of their own, so that compiled code outlives the table that it was compiled for.
	readonly #columns: TransferColumns
	readonly #ledgers: LedgerNumbers
	readonly #arrived: TaintSums

	constructor(private readonly table: BulkTable) {
		this.#columns = table.columns
		this.#ledgers = table.ledgers
		this.#arrived = table.arrived
		this.#ends = new Uint32Array(2 * table.ledgers.count)
		for (const ledger of table.special.all()) this.#ends[2 * ledger] = ELSEWHERE
	}

	passPlain(mine: Uint8Array | null, start: number, end: number): number {
		const columns = this.#columns
		const arrived = this.#arrived
		const { from, to } = this.#ledgers
		const { asset } = columns
		const { low: lows, middle: middles, high: highs } = columns.amounts
		const ends = this.#ends
		const tall = highs.length > 0
		let row = start
		for (; row < end; row++) {
			if (mine !== null && mine[asset[row] as number] !== 1) continue
			const payer = from[row] as number
			const payee = to[row] as number
			if (payer === payee || payer === NONE || payee === NONE) break
			let lot = ends[2 * payer] as number
			if (lot === ELSEWHERE || ends[2 * payee] === ELSEWHERE) break
			// A row needs at most one lot more than it empties.
			if (3 * this.#top + 3 > this.#amounts.length) this.#grow(this.#top + 1)
			const amounts = this.#amounts
			const links = this.#links
			const middle = middles[row] as number
			let low = (middle & 0xffff) * 2 ** 32 + (lows[row] as number)
			let high = (tall ? (highs[row] as number) * 2 ** 16 : 0) + (middle >>> 16)
			while (low !== 0 || high !== 0) {
				let movedLow = low
				let movedHigh = high
				let tag = 0
				let spare = 0
				if (lot !== 0) {
					tag = links[6 * lot + 4] as number
					const lotLow = amounts[3 * lot] as number
					const lotHigh = amounts[3 * lot + 1] as number
					if (lotHigh > high || (lotHigh === high && lotLow > low)) {
						const borrow = lotLow < low ? 1 : 0
						amounts[3 * lot] = lotLow - low + borrow * BASE
						amounts[3 * lot + 1] = lotHigh - high - borrow
					} else {
						movedLow = lotLow
						movedHigh = lotHigh
						spare = lot
						lot = links[6 * lot + 5] as number
					}
				}
				const borrow = low < movedLow ? 1 : 0
				low = low - movedLow + borrow * BASE
				high = high - movedHigh - borrow
				if (tag !== 0) arrived.addParts(payee, tag, movedHigh, movedLow)
				this.#append(payee, movedLow, movedHigh, tag, spare)
			}
			ends[2 * payer] = lot
			if (lot === 0) ends[2 * payer + 1] = 0
		}
		return row
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const taken: Lot[] = []
		let open = amount
		let lot = this.#ends[2 * ledger] as number
		while (open > 0n && lot !== 0) {
			const held = this.#amount(lot)
			const part = held < open ? held : open
			const path = this.table.tags.path(this.#links[6 * lot + 4] as number)
			pushLot(taken, path === null ? cleanLot(part) : taintedLot(path, part))
			open -= part
			if (part < held) {
				this.#setAmount(lot, held - part)
				break
			}
			const next = this.#links[6 * lot + 5] as number
			this.#release(lot)
			lot = next
		}
		this.#ends[2 * ledger] = lot
		if (lot === 0) this.#ends[2 * ledger + 1] = 0
		pushLot(taken, cleanLot(open))
		return taken
	}

	give(ledger: number, lots: readonly Lot[]): void {
		for (const { path, amount } of lots) {
			if (3 * this.#top + 3 > this.#amounts.length) this.#grow(this.#top + 1)
			const high = Number(amount >> 48n)
			this.#append(ledger, Number(BigInt.asUintN(48, amount)), high, this.table.tags.of(path), 0)
		}
	}

	/** Puts an amount at the back of a ledger: into its last lot, into the lot `spare`, or into a new one. */
	#append(ledger: number, low: number, high: number, tag: number, spare: number): void {
		const amounts = this.#amounts
		const links = this.#links
		const last = this.#ends[2 * ledger + 1] as number
		const lastHigh = amounts[3 * last + 1] as number
		if (last !== 0 && links[6 * last + 4] === tag && lastHigh + high < MOST_HIGH) {
			const sum = (amounts[3 * last] as number) + low
			const carry = sum >= BASE ? 1 : 0
			amounts[3 * last] = sum - carry * BASE
			amounts[3 * last + 1] = lastHigh + high + carry
			if (spare !== 0) this.#release(spare)
			return
		}
		let lot = spare
		if (lot === 0) {
			if (this.#free === 0) lot = this.#top++
			else {
				lot = this.#free
				this.#free = links[6 * lot + 5] as number
			}
		}
		amounts[3 * lot] = low
		amounts[3 * lot + 1] = high
		links[6 * lot + 4] = tag
		links[6 * lot + 5] = 0
		if (last === 0) this.#ends[2 * ledger] = lot
		else links[6 * last + 5] = lot
		this.#ends[2 * ledger + 1] = lot
	}

	#release(lot: number): void {
		this.#links[6 * lot + 5] = this.#free
		this.#free = lot
	}

	#amount(lot: number): bigint {
		return (BigInt(this.#amounts[3 * lot + 1] as number) << 48n) + BigInt(this.#amounts[3 * lot] as number)
	}

	#setAmount(lot: number, amount: bigint): void {
		this.#amounts[3 * lot] = Number(BigInt.asUintN(48, amount))
		this.#amounts[3 * lot + 1] = Number(amount >> 48n)
	}

	#grow(lots: number): void {
		this.#amounts = grown(this.#amounts, 3 * lots)
		this.#links = new Uint32Array(this.#amounts.buffer)
	}

	finish(): void {
		const { held } = this.table
		for (let ledger = 0; 2 * ledger < this.#ends.length; ledger++) {
			let lot = this.#ends[2 * ledger] as number
			if (lot === ELSEWHERE) continue
			for (; lot !== 0; lot = this.#links[6 * lot + 5] as number) {
				const tag = this.#links[6 * lot + 4] as number
				if (tag !== 0) held.addBigint(ledger, tag, this.#amount(lot))
			}
		}
	}
}
