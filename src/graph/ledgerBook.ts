import type { AssetId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'
import { compareEvents } from '../model/order.js'

/** The entries of an account in one asset. */
export class LedgerBook {
	readonly asset: AssetId
	entries: LedgerEntry[]
	/** Whether the entries are in order, and may have been handed out. */
	#isSorted = false
	/** Those of the other assets; only the first book of an account has any: most have dealt in one asset only. */
	others: Map<AssetId, LedgerBook> | null = null

	constructor(first: LedgerEntry) {
		this.asset = first.transfer.asset
		this.entries = [first]
	}

	add(entry: LedgerEntry): void {
		// What was handed out in order is left as it is; new entries go to a copy.
		if (this.#isSorted) this.entries = [...this.entries, entry]
		else this.entries.push(entry)
		this.#isSorted = false
	}

	/** The entries in event order: a new array after each change, so that whoever holds the old one sees that facts were added. */
	inOrder(): readonly LedgerEntry[] {
		if (!this.#isSorted) {
			this.entries = [...this.entries].sort((a, b) => compareEvents(a.transfer, b.transfer))
			this.#isSorted = true
		}
		return this.entries
	}
}
