import type { LedgerNumbers } from '../../model/columns/ledgerNumbers.js'
import type { TransferColumns } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import { haircutRows } from './haircutRows.js'
import type { Kernel } from './kernel.js'
import type { TaintSums } from './taintSums.js'
import { wholeShare } from './wholeShare.js'

/** Stands where a balance would, for ledgers that are kept elsewhere. */
const ELSEWHERE = Number.NaN
/** Rows in one go, each of which may bring taint; and how much of that is kept before it is handed on. */
const STRETCH = 1024
const MOST_REACHED = 2 ** 14

/**
 * Haircut over assets of which less than 2^53 moves in all, with one seed row in each, in whole numbers. A payment of x out
 * of a balance b with taint t carries t·x/b, rounded half up, which is what the largest remainder gives for paid and kept.
 * Memory is what the time goes to: a ledger is one place, with both its numbers.
 */
export class HaircutPools implements Kernel {
	/** At 2·ledger: balance, and what of it is tainted. */
	readonly #pools: Float64Array
	/** Tag of the one seed row of each asset; 0 until its first seed value shows. */
	readonly #tags: Uint32Array
	/** As `haircutRows` fills them. */
	readonly #reached = new Uint32Array(1 + MOST_REACHED)
	readonly #brought = new Float64Array(1 + MOST_REACHED)

	readonly #columns: TransferColumns
	readonly #ledgers: LedgerNumbers
	readonly #arrived: TaintSums

	constructor(private readonly table: BulkTable) {
		this.#columns = table.columns
		this.#ledgers = table.ledgers
		this.#arrived = table.arrived
		this.#pools = new Float64Array(2 * table.ledgers.count)
		this.#tags = new Uint32Array(table.columns.assets.size)
		for (const ledger of table.special.all()) this.#pools[2 * ledger] = ELSEWHERE
	}

	passPlain(mine: Uint8Array | null, start: number, end: number): number {
		const { amounts, asset } = this.#columns
		const { from, to } = this.#ledgers
		const { low, middle } = amounts
		const [pools, reached, brought] = [this.#pools, this.#reached, this.#brought]
		for (let row = start; row < end; ) {
			if ((reached[0] as number) + STRETCH > MOST_REACHED) this.#handOn()
			const stop = Math.min(end, row + STRETCH)
			row = haircutRows(mine, asset, from, to, low, middle, pools, reached, brought, row, stop)
			if (row < stop) return row
		}
		return end
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const open = Number(amount)
		const balance = Math.max(this.#pools[2 * ledger] as number, open)
		const taint = this.#pools[2 * ledger + 1] as number
		const part = open === 0 ? 0 : wholeShare(taint, open, balance)
		this.#pools[2 * ledger] = balance - open
		this.#pools[2 * ledger + 1] = taint - part
		const path = this.table.tags.path(this.#tags[this.table.ledgers.asset(ledger)] as number)
		const lots: Lot[] = []
		if (path !== null && part > 0) lots.push(taintedLot(path, BigInt(part)))
		pushLot(lots, cleanLot(BigInt(open - part)))
		return lots
	}

	give(ledger: number, lots: readonly Lot[]): void {
		for (const { path, amount } of lots) {
			const given = Number(amount)
			this.#pools[2 * ledger] = (this.#pools[2 * ledger] as number) + given
			if (path === null) continue
			this.#pools[2 * ledger + 1] = (this.#pools[2 * ledger + 1] as number) + given
			this.#tags[this.table.ledgers.asset(ledger)] = this.table.tags.of(path)
		}
	}

	#handOn(): void {
		this.#arrived.addAll(this.#reached, this.#brought, (ledger) => this.#tags[this.#ledgers.asset(ledger)] as number)
		this.#reached[0] = 0
	}

	finish(): void {
		this.#handOn()
		const { ledgers, held } = this.table
		for (let ledger = 0; ledger < ledgers.count; ledger++) {
			const taint = this.#pools[2 * ledger + 1] as number
			if (taint !== 0) held.add(ledger, this.#tags[ledgers.asset(ledger)] as number, taint)
		}
	}
}
