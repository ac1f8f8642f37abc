import type { ChainClock } from '../model/coverage.js'
import type { AccountId, AssetId, TransactionId } from '../model/identifiers.js'
import type { AccountTransaction } from '../model/transaction.js'

/** A window on the chain's clock, both ends inclusive. */
export interface Window {
	readonly from?: number | undefined
	readonly to?: number | undefined
}

/** Transactions of one account chain by account and by id. */
export class AccountIndex {
	readonly #byAccount = new Map<AccountId, AccountTransaction[]>()
	readonly #byId = new Map<TransactionId, AccountTransaction>()

	/** `transactions` in order of events, each once. */
	constructor(
		readonly clock: ChainClock,
		transactions: Iterable<AccountTransaction>,
	) {
		for (const transaction of transactions) {
			this.#byId.set(transaction.id, transaction)
			for (const account of accountsOf(transaction)) {
				const list = this.#byAccount.get(account)
				if (list === undefined) this.#byAccount.set(account, [transaction])
				else list.push(transaction)
			}
		}
	}

	transaction(id: TransactionId): AccountTransaction | undefined {
		return this.#byId.get(id)
	}

	/** Transactions that name the account within the window, in order of events. */
	transactionsOf(account: AccountId, window: Window): readonly AccountTransaction[] {
		const all = this.#byAccount.get(account) ?? []
		return all.slice(
			this.#firstAt(all, window.from ?? 0),
			this.#firstAt(all, (window.to ?? Number.POSITIVE_INFINITY) + 1),
		)
	}

	/** Sum of what arrives at the account within the window, by asset; assets of which nothing arrives are left out. */
	inflow(account: AccountId, window: Window): ReadonlyMap<AssetId, bigint> {
		const sums = new Map<AssetId, bigint>()
		for (const { transfers } of this.transactionsOf(account, window)) {
			for (const { to, asset, amount } of transfers) {
				if (to === account && amount > 0n) sums.set(asset, (sums.get(asset) ?? 0n) + amount)
			}
		}
		return sums
	}

	/** Place of the first transaction whose clock is at least this value. */
	#firstAt(transactions: readonly AccountTransaction[], clock: number): number {
		let low = 0
		let high = transactions.length
		while (low < high) {
			const middle = (low + high) >> 1
			const { height, atSeconds } = transactions[middle] as AccountTransaction
			if ((this.clock === 'height' ? (height as number) : atSeconds) < clock) low = middle + 1
			else high = middle
		}
		return low
	}
}

/** Accounts that a transaction moves value of, or that it names in something set aside or told. */
function accountsOf({ transfers, setAside = [], notices = [] }: AccountTransaction): ReadonlySet<AccountId> {
	const accounts = new Set<AccountId>()
	for (const { from, to } of transfers) {
		if (from !== null) accounts.add(from)
		if (to !== null) accounts.add(to)
	}
	for (const { from, to } of setAside) {
		if (from !== null) accounts.add(from)
		if (to !== null) accounts.add(to)
	}
	for (const { account } of notices) if (account !== null) accounts.add(account)
	return accounts
}
