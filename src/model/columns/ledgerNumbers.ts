import { PairTable } from './pairTable.js'
import { NONE, type TransferColumns } from './transferColumns.js'

/**
 * The ledgers of a table, one per account and asset that it moved, numbered in the order in which they are first seen; and
 * those of both ends of each transfer. In a table of one asset they are the accounts.
 */
export class LedgerNumbers {
	readonly count: number
	/** Ledger of the paying and of the paid account, by row; `NONE` where there is no account. */
	readonly from: Uint32Array
	readonly to: Uint32Array
	readonly #pairs: PairTable | null

	constructor({ from, to, asset, length, accounts, assets }: TransferColumns) {
		this.#pairs = assets.size > 1 ? new PairTable() : null
		this.from = this.#pairs === null ? from : new Uint32Array(length)
		this.to = this.#pairs === null ? to : new Uint32Array(length)
		if (this.#pairs !== null) {
			for (let row = 0; row < length; row++) {
				const own = asset[row] as number
				this.from[row] = from[row] === NONE ? NONE : this.#pairs.add(from[row] as number, own)
				this.to[row] = to[row] === NONE ? NONE : this.#pairs.add(to[row] as number, own)
			}
		}
		this.count = this.#pairs?.size ?? accounts.size
	}

	/** Number of the account of a ledger. */
	account(ledger: number): number {
		return this.#pairs === null ? ledger : this.#pairs.first(ledger)
	}

	/** Number of the asset of a ledger. */
	asset(ledger: number): number {
		return this.#pairs === null ? 0 : this.#pairs.second(ledger)
	}
}
