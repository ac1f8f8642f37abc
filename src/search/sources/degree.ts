import type { Query } from '../../chains/adapter.js'
import type { Coverage } from '../../model/coverage.js'
import type { AccountId } from '../../model/identifiers.js'
import type { Transaction } from '../../model/transaction.js'

/** What makes an account a hub. */
export interface HubRule {
	/** Most other accounts that it may deal with. */
	readonly most: number
	/** Which transactions count. */
	readonly counts: (transaction: Transaction) => boolean
	/** Accounts of which everything is read, whatever they are: something is looked for there. */
	readonly spares?: (account: AccountId) => boolean
}

/**
 * Counts the other accounts that an account dealt with, page by page, no further than just above the limit. A transfer of
 * nothing does not count: anybody can make any number of them in the name of another.
 */
export class Degree {
	readonly #others = new Set<AccountId>()
	/** Transactions whose accounts are not counted yet, and how many of them there can be at most: few come near the limit. */
	#uncounted: (readonly Transaction[])[] = []
	#bound = 0

	constructor(
		private readonly account: AccountId,
		private readonly rule: HubRule,
	) {}

	get isHub(): boolean {
		if (this.#bound > this.rule.most) this.#count()
		return this.#others.size > this.rule.most
	}

	add(transactions: readonly Transaction[]): void {
		this.#uncounted.push(transactions)
		for (const transaction of transactions)
			if (transaction.kind === 'account') this.#bound += transaction.transfers.length
	}

	#count(): void {
		for (const transactions of this.#uncounted) this.#countIn(transactions)
		this.#uncounted = []
		this.#bound = this.#others.size
	}

	#countIn(transactions: readonly Transaction[]): void {
		for (const transaction of transactions) {
			if (this.#others.size > this.rule.most) return
			if (transaction.kind !== 'account' || !this.rule.counts(transaction)) continue
			for (const { from, to, amount } of transaction.transfers) {
				const other = from === this.account ? to : to === this.account ? from : null
				if (amount > 0n && other !== null && other !== this.account) this.#others.add(other)
			}
		}
	}
}

/** What counts towards a hub in the answer to a query; undefined where none is looked for. */
export function degreeOf({ kind, subject }: Query, rule: HubRule | undefined): Degree | undefined {
	return rule === undefined || kind !== 'account' || rule.spares?.(subject) === true
		? undefined
		: new Degree(subject, rule)
}

/** A hub counts as read in part, whatever its source had at hand: the same for every size of pages. */
export function ofHub(coverage: Coverage): Coverage {
	return { ...coverage, status: 'incomplete', reasons: ['C_HUB'] }
}
