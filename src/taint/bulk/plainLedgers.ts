import { NONE } from '../../model/columns/transferColumns.js'
import type { AccountLedger } from '../accountLedger.js'
import { cleanLot, type Lot, totalOf } from '../lot.js'
import { openAccountLedger } from '../openAccountLedger.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'
import { settleRow } from './settleRow.js'

/**
 * The kernel for every case: bigints, and the ledgers of the trace where seed value has come. It serves every rule that
 * needs no look ahead, amounts of any size, and several seeds in one asset.
 */
export class PlainLedgers implements Kernel {
	/** Balances of ledgers that hold no seed value. */
	readonly #balances: bigint[]
	readonly #reached = new Map<number, AccountLedger>()

	constructor(private readonly table: BulkTable) {
		this.#balances = new Array<bigint>(table.ledgers.count).fill(0n)
	}

	/** Applies every row of the assets with `mine[asset] === 1`. */
	run(mine: Uint8Array): void {
		const { columns, seedRows } = this.table
		let place = 0
		let next = seedRows[0] ?? NONE
		for (let row = 0; row < columns.length; row++) {
			const named = row === next
			if (mine[columns.asset[row] as number] === 1) settleRow(this.table, this, row, named ? place : null)
			if (named) next = seedRows[++place] ?? NONE
		}
		for (const [ledger, book] of this.#reached) {
			for (const { path, amount } of book.residual())
				this.table.held.addBigint(ledger, this.table.tags.of(path), amount)
		}
	}

	take(ledger: number, amount: bigint): readonly Lot[] {
		const reached = this.#reached.get(ledger)
		if (reached !== undefined) return reached.pay(amount, []).lots
		const balance = this.#balances[ledger] as bigint
		this.#balances[ledger] = balance > amount ? balance - amount : 0n
		return [cleanLot(amount)]
	}

	give(ledger: number, lots: readonly Lot[]): void {
		let reached = this.#reached.get(ledger)
		if (reached === undefined) {
			if (lots.every((lot) => lot.path === null)) {
				this.#balances[ledger] = (this.#balances[ledger] as bigint) + totalOf(lots)
				return
			}
			reached = openAccountLedger(this.table.rule, this.#balances[ledger] as bigint)
			this.#reached.set(ledger, reached)
		}
		reached.receive(lots)
	}
}
