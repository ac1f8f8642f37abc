import type { AccountLedger } from '../accounts/accountLedger.js'
import { openAccountLedger } from '../accounts/openAccountLedger.js'
import { cleanLot, type Lot, totalOf } from '../lot.js'
import type { BulkTable } from './bulkTable.js'
import type { Kernel } from './kernel.js'

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

	/** No row is plain here. */
	passPlain(mine: Uint8Array | null, row: number, end: number): number {
		if (mine === null) return row
		const { asset } = this.table.columns
		let next = row
		while (next < end && mine[asset[next] as number] !== 1) next++
		return next
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
	finish(): void {
		for (const [ledger, book] of this.#reached) {
			for (const { path, amount } of book.residual())
				this.table.held.addBigint(ledger, this.table.tags.of(path), amount)
		}
	}
}
