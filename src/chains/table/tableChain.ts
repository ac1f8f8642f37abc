import type { ChainClock, Scope } from '../../model/coverage.js'
import type { AccountId, AssetId, TransactionId } from '../../model/identifiers.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import type { ChainDescription } from '../adapter.js'
import { rowOrder } from './rowOrder.js'
import type { TableRow } from './tableRow.js'
import { tableTransactions } from './tableTransactions.js'

/** A window on the chain's clock, both ends inclusive. */
export interface Window {
	readonly from?: number | undefined
	readonly to?: number | undefined
}

/** What the tables hold of one chain, indexed by account and transaction. */
export class TableChain {
	readonly description: ChainDescription
	private readonly byAccount = new Map<AccountId, AccountTransaction[]>()
	private readonly byId = new Map<TransactionId, AccountTransaction>()

	/** `rows` are all of one chain, at least one. */
	constructor(chain: string, rows: readonly TableRow[], scope: Scope) {
		const { clock, places } = rowOrder(rows)
		for (const transaction of tableTransactions(rows, places)) {
			this.byId.set(transaction.id, transaction)
			for (const account of accountsOf(transaction)) {
				const list = this.byAccount.get(account)
				if (list === undefined) this.byAccount.set(account, [transaction])
				else list.push(transaction)
			}
		}
		this.description = Object.freeze({
			chain,
			ledger: 'account',
			clock,
			scope,
			height: clock === 'height' ? greatest(rows, (row) => row.height as number) : null,
			blockHash: null,
			atSeconds: greatest(rows, (row) => row.atSeconds),
		})
	}

	get clock(): ChainClock {
		return this.description.clock
	}

	transaction(id: TransactionId): readonly AccountTransaction[] {
		const transaction = this.byId.get(id)
		return transaction === undefined ? [] : [transaction]
	}

	/** Transactions with a transfer from or to the account within the window, in order of events. */
	transactionsOf(account: AccountId, window: Window): readonly AccountTransaction[] {
		const all = this.byAccount.get(account) ?? []
		return all.slice(firstAt(all, window.from ?? 0), firstAt(all, (window.to ?? Number.POSITIVE_INFINITY) + 1))
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
}

function accountsOf(transaction: AccountTransaction): ReadonlySet<AccountId> {
	const accounts = new Set<AccountId>()
	for (const { from, to } of transaction.transfers) {
		if (from !== null) accounts.add(from)
		if (to !== null) accounts.add(to)
	}
	return accounts
}

/** Index of the first transaction whose clock is at least this value. */
function firstAt(transactions: readonly AccountTransaction[], clock: number): number {
	let low = 0
	let high = transactions.length
	while (low < high) {
		const middle = (low + high) >> 1
		const first = (transactions[middle] as AccountTransaction).transfers[0] as Transfer
		if (first.order[0] < clock) low = middle + 1
		else high = middle
	}
	return low
}

function greatest(rows: readonly TableRow[], of: (row: TableRow) => number): number {
	return rows.reduce((most, row) => Math.max(most, of(row)), 0)
}
