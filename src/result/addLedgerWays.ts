import type { AccountId, AssetId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'
import type { ParsedSeed } from '../model/seed.js'
import type { AccountTransaction, Transfer } from '../model/transaction.js'
import type { Search } from '../search/search.js'
import { openingOf, tieGroups } from './tieGroups.js'
import { FEES, type TimeWays } from './timeWays.js'

/** Vertices of a followed ledger at which transfers leave it and come in, by transfer. */
interface LedgerVertices {
	readonly pays: ReadonlyMap<string, number>
	readonly receives: ReadonlyMap<string, number>
}

/** The account ledgers of a time network: one vertex for each state of a ledger, joined by what it holds in between. */
export function addLedgerWays(search: Search, ways: TimeWays): void {
	new LedgerWays(search, ways).addAll()
}

class LedgerWays {
	readonly #transfers = new Set<string>()
	readonly #ledgers = new Map<string, LedgerVertices>()

	constructor(
		private readonly search: Search,
		private readonly ways: TimeWays,
	) {}

	addAll(): void {
		const { search } = this
		const { view } = search.options.graph
		const ledgers = [...search.nodes.followed]
			.filter((id) => search.nodes.get(id).kind === 'account')
			.flatMap((account) =>
				view.assets(account).map((asset) => ({ account, asset, entries: view.ledger(account, asset) })),
			)
		for (const { account, asset, entries } of ledgers) this.#addLedger(account, asset, entries)
		for (const { account, entries } of ledgers) {
			for (const entry of entries) if (entry.transfer.from === account) this.#addTransfer(entry)
		}
		for (const id of search.seeds.namedTransactions()) {
			const transaction = view.transaction(id)
			if (transaction?.kind !== 'account') continue
			for (const transfer of transaction.transfers) {
				if (search.seeds.ofTransfer(id, transfer).length > 0) this.#addTransfer({ transfer, transaction })
			}
		}
	}

	#addLedger(account: AccountId, asset: AssetId, entries: readonly LedgerEntry[]): void {
		const pays = new Map<string, number>()
		const receives = new Map<string, number>()
		const groups = tieGroups(entries)
		let balance = openingOf(account, groups)
		let last: number | null = null
		for (const group of groups) {
			const vertex = this.ways.network.addVertex()
			if (last !== null) this.ways.network.addEdge(last, vertex, balance)
			last = vertex
			for (const { transfer } of group) {
				pays.set(transfer.id, vertex)
				receives.set(transfer.id, vertex)
				if (transfer.from === account) balance -= transfer.amount
				if (transfer.from === account && transfer.to === account && group.length === 1) {
					// What an account pays itself is there again only after it was paid.
					last = this.ways.network.addVertex()
					this.ways.network.addEdge(vertex, last, balance)
					receives.set(transfer.id, last)
				}
				if (transfer.to === account) balance += transfer.amount
			}
		}
		if (last !== null) this.ways.network.addEdge(last, this.ways.end(account), balance)
		this.#ledgers.set(`${account} ${asset}`, { pays, receives })
	}

	#addTransfer({ transfer, transaction }: LedgerEntry): void {
		if (this.#transfers.has(transfer.id)) return
		this.#transfers.add(transfer.id)
		const { from, to, asset, amount, id, fee } = transfer
		if (amount === 0n) return
		const paying = from === null ? undefined : this.#ledgers.get(`${from} ${asset}`)?.pays.get(id)
		const receiving =
			to === null
				? this.ways.end(fee === true ? FEES : `burn ${from}`)
				: (this.#ledgers.get(`${to} ${asset}`)?.receives.get(id) ?? this.ways.end(to))
		const middle = this.ways.network.addVertex()
		this.ways.network.addEdge(middle, receiving, amount)
		const seeds = this.#seedsOf(transfer, transaction)
		const returned = seeds.length > 0 && paying !== undefined ? this.ways.network.addVertex() : null
		if (paying !== undefined) this.ways.network.addEdge(paying, returned ?? middle, amount)
		if (returned !== null) this.ways.network.addEdge(returned, middle, amount)
		this.ways.supply(seeds, asset, { vertex: middle, amount }, returned, transfer.orderTold)
	}

	#seedsOf(transfer: Transfer, transaction: AccountTransaction): ParsedSeed[] {
		const { seeds } = this.search
		const open = transfer.from === null ? [] : seeds.openForTransfer(transfer.from, transfer, transaction)
		return [...open, ...seeds.ofTransfer(transaction.id, transfer)]
	}
}
