import type { AccountId, AssetId } from '../../model/identifiers.js'
import { type GivenEntry, isGiven, type LedgerEntry } from '../../model/ledgerView.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { Search } from '../../search/search.js'
import { endNode, nodeAfter } from '../../taint/endNode.js'
import type { PassageWays } from './passageWays.js'
import { openingOf, tieGroups } from './tieGroups.js'
import { FEES, type TimeWays } from './timeWays.js'

/** Vertices of a followed ledger at which transfers leave it and come in, by transfer. */
interface LedgerVertices {
	readonly pays: ReadonlyMap<string, number>
	readonly receives: ReadonlyMap<string, number>
	/** Transfers of which nothing tells whether they came before or after others. */
	readonly tied: ReadonlySet<string>
}

/** A ledger that value is followed through. */
export interface Ledger {
	readonly account: AccountId
	readonly asset: AssetId
	readonly entries: readonly LedgerEntry[]
}

export function followedLedgers({ nodes, view }: Search): Ledger[] {
	return [...nodes.followed]
		.filter((id) => nodes.get(id).kind === 'account')
		.flatMap((account) =>
			view.assets(account).map((asset) => ({ account, asset, entries: view.ledger(account, asset) })),
		)
}

/** Whether something was given for something else. */
export const isExchanged = ({ account, entries }: Ledger): boolean =>
	entries.some((entry) => entry.transfer.from === account && isGiven(entry))

/**
 * The account ledgers of a time network: one vertex for each state of a ledger, joined by what it holds in between. Value
 * that was exchanged, or came out of a bridge, is in another asset, and what one unit of that stands for differs from lot to
 * lot: it goes on in a second network of the same shape whose ways have no limit but to be there, so that bounds hold, if
 * wider.
 */
export class LedgerWays {
	readonly #transfers = new Set<string>()
	readonly #ledgers = new Map<string, LedgerVertices>()

	/** `after` is the network in which such value goes on; null where there is none, and for that itself. */
	constructor(
		private readonly search: Search,
		private readonly ways: TimeWays,
		private readonly passages: PassageWays,
		private readonly after: LedgerWays | null,
		private readonly isAfter: boolean,
	) {}

	/** The states of these ledgers, before anything is paid between them. */
	addLedgers(ledgers: readonly Ledger[]): void {
		for (const ledger of ledgers) this.#addLedger(ledger)
	}

	/** What these ledgers pay. */
	addTransfers(ledgers: readonly Ledger[]): void {
		for (const { account, entries } of ledgers) {
			for (const entry of entries) if (entry.transfer.from === account) this.#addTransfer(entry)
		}
		if (this.isAfter) return
		const { seeds, view } = this.search
		for (const id of seeds.namedTransactions()) {
			for (const entry of view.entriesOf(id)) {
				if (!isGiven(entry) && seeds.ofTransfer(id, entry.transfer).length > 0) this.#addTransfer(entry)
			}
		}
	}

	/** Vertex at which value of an entry comes to its receiver. */
	receiver(entry: LedgerEntry): number {
		const { to, asset, id, fee } = entry.transfer
		if (fee === true) return this.ways.end(FEES)
		const node = nodeAfter(entry)
		return (node === to ? this.#ledgers.get(`${to} ${asset}`)?.receives.get(id) : undefined) ?? this.ways.end(node)
	}

	#addLedger({ account, asset, entries }: Ledger): void {
		const pays = new Map<string, number>()
		const receives = new Map<string, number>()
		const tied = new Set<string>()
		const groups = tieGroups(entries)
		let balance = openingOf(account, groups, this.search.options.direction)
		let last: number | null = null
		for (const group of groups) {
			const vertex = this.ways.network.addVertex()
			if (last !== null) this.ways.network.addEdge(last, vertex, this.#limit(balance))
			last = vertex
			for (const { transfer } of group) {
				if (group.length > 1) tied.add(transfer.id)
				pays.set(transfer.id, vertex)
				receives.set(transfer.id, vertex)
				if (transfer.from === account) balance -= transfer.amount
				if (transfer.from === account && transfer.to === account && group.length === 1) {
					// What an account pays itself is there again only after it was paid.
					last = this.ways.network.addVertex()
					this.ways.network.addEdge(vertex, last, this.#limit(balance))
					receives.set(transfer.id, last)
				}
				if (transfer.to === account) balance += transfer.amount
			}
		}
		if (last !== null) this.ways.network.addEdge(last, this.ways.end(account), this.#limit(balance))
		this.#ledgers.set(`${account} ${asset}`, { pays, receives, tied })
	}

	#addTransfer(entry: LedgerEntry): void {
		const { transfer } = entry
		if (this.#transfers.has(transfer.id)) return
		this.#transfers.add(transfer.id)
		const { from, asset, amount, id, orderTold } = transfer
		if (amount === 0n) return
		const payer = this.#ledgers.get(`${from} ${asset}`)
		const paying = payer?.pays.get(id)
		const limit = this.#limit(amount)
		const middle = this.ways.network.addVertex()
		if (!this.passages.lead(middle, id, (part) => this.#limit(part)))
			for (const receiver of this.#receivers(entry)) this.ways.network.addEdge(middle, receiver, limit)
		if (isGiven(entry)) this.#addDust(middle, entry)
		const seeds = this.isAfter ? [] : this.#seedsOf(entry)
		const returned = seeds.length > 0 && paying !== undefined ? this.ways.network.addVertex() : null
		if (paying !== undefined) this.ways.network.addEdge(paying, returned ?? middle, limit)
		if (returned !== null) this.ways.network.addEdge(returned, middle, limit)
		this.ways.supply(seeds, asset, { vertex: middle, amount }, returned, orderTold && payer?.tied.has(id) !== true)
	}

	/** Vertices between which the value of an entry is divided. */
	#receivers(entry: LedgerEntry): number[] {
		if (!isGiven(entry)) return [this.receiver(entry)]
		return entry.exchange.received.map((one) => (this.after ?? this).receiver(one))
	}

	/** Of each seed, what is no base unit of anything received: less than what one unit of that was exchanged for. */
	#addDust(middle: number, { transfer, exchange }: GivenEntry): void {
		const most = exchange.received.reduce(
			(greatest, { transfer: { amount } }) => (amount > greatest ? amount : greatest),
			1n,
		)
		const each = (transfer.amount - 1n) / most
		if (each === 0n) return
		const limit = this.#limit(each * BigInt(this.search.seeds.rows().length))
		this.ways.network.addEdge(middle, this.ways.end(endNode('dust', transfer.from)), limit)
	}

	#limit(amount: bigint): bigint | null {
		return this.isAfter && amount > 0n ? null : amount
	}

	#seedsOf(entry: LedgerEntry): ParsedSeed[] {
		const { transfer, transaction } = entry
		const { seeds } = this.search
		const open = transfer.from === null ? [] : seeds.openForTransfer(transfer.from, transfer, transaction)
		return isGiven(entry) ? open : [...open, ...seeds.ofTransfer(transaction.id, transfer)]
	}
}
