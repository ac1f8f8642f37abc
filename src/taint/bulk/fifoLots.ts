import { grown } from '../../model/columns/grown.js'
import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import type { TaintSums } from './taintSums.js'

/** Stands where the first lot would, for ledgers that are kept elsewhere. */
const ELSEWHERE = NONE

/**
 * FIFO over a table whose amounts are below 2^53: every ledger is a linked list of lots (amount, tag, next) in one buffer,
 * a payment moves lots from the front of one list to the back of another, neighbours of one tag are joined. No object and
 * no array is made for a transfer. Lots are never joined past 2^53 - 1, so balances may be of any size.
 */
export class FifoLots implements Kernel {
	/** First and last lot of each ledger; 0 is none. */
	readonly #ends: Uint32Array
	/** Lot k: amount at 2k; in the same bytes, tag at 4k + 2 and next lot at 4k + 3 of `links`. */
	#amounts = new Float64Array(1 << 12)
	#links = new Uint32Array(this.#amounts.buffer)
	/** Lots ever used, and the first of those that are free again. */
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
		const { low, middle } = columns.amounts
		const { asset } = columns
		const ends = this.#ends
		let amounts = this.#amounts
		let links = this.#links
		let top = this.#top
		let free = this.#free
		let row = start
		for (; row < end; row++) {
			if (mine !== null && mine[asset[row] as number] !== 1) continue
			const payer = from[row] as number
			const payee = to[row] as number
			if (payer === payee || payer === NONE || payee === NONE) break
			let lot = ends[2 * payer] as number
			if (lot === ELSEWHERE || ends[2 * payee] === ELSEWHERE) break
			// A row needs at most one lot more than it empties.
			if (2 * top + 2 > amounts.length) {
				this.#grow(top + 1)
				amounts = this.#amounts
				links = this.#links
			}
			let open = (low[row] as number) + (middle[row] as number) * 2 ** 32
			let last = ends[2 * payee + 1] as number
			while (open > 0) {
				let moved = open
				let tag = 0
				let spare = 0
				if (lot !== 0) {
					tag = links[4 * lot + 2] as number
					const amount = amounts[2 * lot] as number
					if (amount > open) amounts[2 * lot] = amount - open
					else {
						moved = amount
						spare = lot
						lot = links[4 * lot + 3] as number
					}
				}
				open -= moved
				if (tag !== 0) arrived.add(payee, tag, moved)
				const joined = (amounts[2 * last] as number) + moved
				if (last !== 0 && links[4 * last + 2] === tag && joined <= Number.MAX_SAFE_INTEGER) {
					amounts[2 * last] = joined
					if (spare !== 0) {
						links[4 * spare + 3] = free
						free = spare
					}
					continue
				}
				if (spare === 0) {
					if (free === 0) spare = top++
					else {
						spare = free
						free = links[4 * free + 3] as number
					}
				}
				amounts[2 * spare] = moved
				links[4 * spare + 2] = tag
				links[4 * spare + 3] = 0
				if (last === 0) ends[2 * payee] = spare
				else links[4 * last + 3] = spare
				last = spare
			}
			ends[2 * payee + 1] = last
			ends[2 * payer] = lot
			if (lot === 0) ends[2 * payer + 1] = 0
		}
		this.#top = top
		this.#free = free
		return row
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const taken: Lot[] = []
		let open = Number(amount)
		let lot = this.#ends[2 * ledger] as number
		while (open > 0 && lot !== 0) {
			const held = this.#amounts[2 * lot] as number
			const part = Math.min(held, open)
			pushLot(taken, this.#lot(this.#links[4 * lot + 2] as number, part))
			open -= part
			if (part < held) {
				this.#amounts[2 * lot] = held - part
				break
			}
			const next = this.#links[4 * lot + 3] as number
			this.#links[4 * lot + 3] = this.#free
			this.#free = lot
			lot = next
		}
		this.#ends[2 * ledger] = lot
		if (lot === 0) this.#ends[2 * ledger + 1] = 0
		pushLot(taken, cleanLot(BigInt(open)))
		return taken
	}

	give(ledger: number, lots: readonly Lot[]): void {
		for (const { path, amount } of lots) {
			let lot = this.#free
			if (lot === 0) {
				lot = this.#top++
				if (2 * lot + 2 > this.#amounts.length) this.#grow(lot + 1)
			} else this.#free = this.#links[4 * lot + 3] as number
			this.#amounts[2 * lot] = Number(amount)
			this.#links[4 * lot + 2] = this.table.tags.of(path)
			this.#links[4 * lot + 3] = 0
			const last = this.#ends[2 * ledger + 1] as number
			if (last === 0) this.#ends[2 * ledger] = lot
			else this.#links[4 * last + 3] = lot
			this.#ends[2 * ledger + 1] = lot
		}
	}

	#lot(tag: number, amount: number): Lot {
		const path = this.table.tags.path(tag)
		return path === null ? cleanLot(BigInt(amount)) : taintedLot(path, BigInt(amount))
	}

	#grow(lots: number): void {
		this.#amounts = grown(this.#amounts, 2 * lots)
		this.#links = new Uint32Array(this.#amounts.buffer)
	}

	finish(): void {
		for (let ledger = 0; 2 * ledger < this.#ends.length; ledger++) {
			let lot = this.#ends[2 * ledger] as number
			if (lot === ELSEWHERE) continue
			for (; lot !== 0; lot = this.#links[4 * lot + 3] as number) {
				const tag = this.#links[4 * lot + 2] as number
				if (tag !== 0) this.table.held.add(ledger, tag, this.#amounts[2 * lot] as number)
			}
		}
	}
}
