import { NONE } from '../../model/columns/transferColumns.js'
import { cleanLot, type Lot, pushLot, taintedLot } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import { settleRow } from './settleRow.js'

/** Stands where a balance would, for ledgers that are kept elsewhere. */
const ELSEWHERE = -1

/**
 * Haircut over assets of which less than 2^53 moves in all, with one seed row in each: balance and taint of a ledger are
 * two whole numbers side by side. A payment of x out of a balance b with taint t carries t·x/b, rounded half up, which is
 * what the largest remainder gives for paid and kept; it is computed in numbers where t·x is below 2^53, else in bigints.
 */
export class HaircutPools implements Kernel {
	/** Balance at 2·ledger, taint behind it. */
	readonly #pools: Float64Array
	/** Tag of the one seed row of each asset; 0 until its first seed value shows. */
	readonly #tags: Uint32Array

	constructor(private readonly table: BulkTable) {
		this.#pools = new Float64Array(2 * table.ledgers.count)
		this.#tags = new Uint32Array(table.columns.assets.size)
		for (const ledger of table.special.all()) this.#pools[2 * ledger] = ELSEWHERE
	}

	/** Applies every row of the assets with `mine[asset] === 1`. */
	run(mine: Uint8Array): void {
		const { columns, ledgers, seedRows, arrived } = this.table
		const { from, to } = ledgers
		const { low, middle } = columns.amounts
		const { asset, length } = columns
		const pools = this.#pools
		const tags = this.#tags
		let place = 0
		let next = seedRows[0] ?? NONE
		for (let row = 0; row < length; row++) {
			const named = row === next
			if (named) next = seedRows[++place] ?? NONE
			if (mine[asset[row] as number] !== 1) continue
			const payer = 2 * (from[row] as number)
			const payee = 2 * (to[row] as number)
			const balance = pools[payer] as number
			const held = pools[payee] as number
			// A ledger of nobody is not there: neither comparison holds.
			if (named || payer === payee || !(balance >= 0 && held >= 0)) {
				settleRow(this.table, this, row, named ? place - 1 : null)
				continue
			}
			const amount = (low[row] as number) + (middle[row] as number) * 2 ** 32
			const taint = pools[payer + 1] as number
			if (taint !== 0 && amount !== 0) {
				const part = amount >= balance ? taint : share(taint, amount, balance)
				pools[payer + 1] = taint - part
				if (part !== 0) {
					pools[payee + 1] = (pools[payee + 1] as number) + part
					arrived.add(payee >>> 1, tags[asset[row] as number] as number, part)
				}
			}
			pools[payer] = balance > amount ? balance - amount : 0
			pools[payee] = held + amount
		}
		for (let ledger = 0; 2 * ledger < pools.length; ledger++) {
			const taint = pools[2 * ledger + 1] as number
			if (taint !== 0) this.table.held.add(ledger, tags[ledgers.asset(ledger)] as number, taint)
		}
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const pools = this.#pools
		const open = Number(amount)
		const balance = Math.max(pools[2 * ledger] as number, open)
		const taint = pools[2 * ledger + 1] as number
		const part = open === 0 ? 0 : share(taint, open, balance)
		pools[2 * ledger] = balance - open
		pools[2 * ledger + 1] = taint - part
		const path = this.table.tags.path(this.#tags[this.table.ledgers.asset(ledger)] as number)
		const lots: Lot[] = []
		if (path !== null && part > 0) lots.push(taintedLot(path, BigInt(part)))
		pushLot(lots, cleanLot(BigInt(open - part)))
		return lots
	}

	give(ledger: number, lots: readonly Lot[]): void {
		const pools = this.#pools
		for (const { path, amount } of lots) {
			const given = Number(amount)
			pools[2 * ledger] = (pools[2 * ledger] as number) + given
			if (path === null) continue
			pools[2 * ledger + 1] = (pools[2 * ledger + 1] as number) + given
			this.#tags[this.table.ledgers.asset(ledger)] = this.table.tags.of(path)
		}
	}
}

/** taint · amount / balance rounded half up; amount <= balance, taint <= balance, balance > 0. */
function share(taint: number, amount: number, balance: number): number {
	if (taint === balance) return amount
	const product = taint * amount
	if (product <= Number.MAX_SAFE_INTEGER) {
		let part = Math.floor(product / balance)
		let rest = product - part * balance
		// The quotient was rounded before it was cut, perhaps up to the next whole number.
		if (rest < 0) {
			part--
			rest += balance
		}
		return 2 * rest >= balance ? part + 1 : part
	}
	const whole = BigInt(balance)
	return Number((2n * BigInt(taint) * BigInt(amount) + whole) / (2n * whole))
}
