import type { AccountId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'
import { compareBigint } from '../../model/order.js'
import { takeInOrder } from '../rules/takeInOrder.js'

/**
 * Groups the payments of an account into windows: one opens at the first payment after an inflow and closes at the next
 * inflow or some seconds later. Inside it the taint held when it opened is allotted by amount, a tie to the earlier one.
 * Payments that a seed grants follow their own order and close the window.
 */
export class PaymentWindows {
	/** Taint allotted to the payments of the open window, by entry. */
	#open = new Map<number, bigint>()

	constructor(
		private readonly account: AccountId,
		private readonly entries: readonly LedgerEntry[],
		private readonly seconds: number,
		private readonly isSeeded: (entry: LedgerEntry) => boolean,
	) {}

	/** What a payment is allotted. `taint` is what the ledger holds now, just before it. */
	allotted(index: number, taint: bigint): bigint {
		if (!this.#open.has(index)) this.#open = this.#openAt(index, taint)
		return this.#open.get(index) as bigint
	}

	/** The same open window, to go on with apart from this one. */
	copy(): PaymentWindows {
		const twin = new PaymentWindows(this.account, this.entries, this.seconds, this.isSeeded)
		twin.#open = this.#open
		return twin
	}

	#openAt(start: number, taint: bigint): Map<number, bigint> {
		const payments: { size: bigint; index: number }[] = []
		const end = (this.entries[start] as LedgerEntry).transaction.atSeconds + this.seconds
		const places: number[] = []
		for (let i = start; i < this.entries.length; i++) {
			const entry = this.entries[i] as LedgerEntry
			if (entry.transfer.rebase === true) break
			const pays = entry.transfer.from === this.account
			if (entry.transaction.atSeconds > end || (pays && i > start && this.isSeeded(entry))) break
			if (pays) {
				payments.push({ size: entry.transfer.amount, index: places.length })
				places.push(i)
			}
			if (entry.transfer.to === this.account) break
		}
		payments.sort((a, b) => compareBigint(b.size, a.size) || a.index - b.index)
		const parts = takeInOrder(taint, payments, places.length)
		return new Map(places.map((place, i) => [place, parts[i] as bigint]))
	}
}
