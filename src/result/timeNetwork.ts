import { FlowNetwork, type Supply } from '../graph/flowNetwork.js'
import { chainFacts, nativeAsset } from '../model/chains.js'
import type { AccountId, AssetId } from '../model/identifiers.js'
import type { LedgerEntry } from '../model/ledgerView.js'
import type { ParsedSeed } from '../model/seed.js'
import type { AccountTransaction, Transfer, UtxoTransaction } from '../model/transaction.js'
import type { Search } from '../search/search.js'
import type { SeedRow } from '../taint/seedRow.js'
import { openingOf, tieGroups } from './tieGroups.js'

/** Value of a seed row that can enter, and where value that came back can enter in its place. */
export interface SeedSupply {
	readonly supply: Supply
	/** Vertex through which value that a seed already sent takes the place of new value; null where none can. */
	readonly returned: number | null
	/** Whether a seed earlier in the case may take this value first. */
	readonly contested: boolean
}

/** Where fees end. */
export const FEES = 'fees'

/**
 * Everything read that seed value can have gone through, as a network in time: one vertex for each state of a followed
 * ledger, joined by what it holds in between; transfers, inputs and outputs as edges of their size. Every conserving rule,
 * under either opening balance, is a flow in it. Entries whose order is not told share a vertex, so that they can happen
 * either way.
 */
export class TimeNetwork {
	readonly network = new FlowNetwork()
	readonly supplies = new Map<SeedRow, SeedSupply[]>()
	/** Vertices at which value ends, by node id. */
	readonly ends = new Map<string, number>()
	readonly #rows: ReadonlyMap<string, SeedRow>
	readonly #limits = new Map<SeedRow, { readonly limit: bigint }>()
	readonly #entering = new Map<string, number>()
	readonly #transfers = new Set<string>()
	readonly #ledgers = new Map<string, ReadonlyMap<string, number>>()

	constructor(private readonly search: Search) {
		this.#rows = new Map(search.seeds.rows().map((row) => [`${row.place} ${row.asset}`, row]))
		const { view } = search.options.graph
		for (const id of search.nodes.followed) {
			if (search.nodes.get(id).kind === 'account')
				for (const asset of view.assets(id)) this.#addLedger(id, asset, view.ledger(id, asset))
		}
		for (const id of search.nodes.followed) {
			if (search.nodes.get(id).kind === 'account')
				for (const asset of view.assets(id))
					for (const entry of view.ledger(id, asset)) if (entry.transfer.from === id) this.#addTransfer(entry)
		}
		for (const id of search.seeds.namedTransactions()) {
			const transaction = view.transaction(id)
			if (transaction?.kind === 'account')
				for (const transfer of transaction.transfers)
					if (search.seeds.ofTransfer(id, transfer).length > 0) this.#addTransfer({ transfer, transaction })
			if (transaction?.kind === 'utxo')
				for (const output of transaction.outputs)
					if (search.seeds.ofOutput(id, output).length > 0) this.#output(output.id)
		}
		for (const transaction of this.#spends()) this.#addSpend(transaction)
	}

	/** Vertex of a node's end; made when value first can come there. */
	end(id: string): number {
		let vertex = this.ends.get(id)
		if (vertex === undefined) {
			vertex = this.network.addVertex()
			this.ends.set(id, vertex)
		}
		return vertex
	}

	#addLedger(account: AccountId, asset: AssetId, entries: readonly LedgerEntry[]): void {
		const vertexOf = new Map<string, number>()
		const groups = tieGroups(entries)
		let balance = openingOf(account, groups)
		let last: number | null = null
		for (const group of groups) {
			const vertex = this.network.addVertex()
			if (last !== null) this.network.addEdge(last, vertex, balance)
			last = vertex
			for (const { transfer } of group) {
				vertexOf.set(transfer.id, vertex)
				if (transfer.from === account) balance -= transfer.amount
				if (transfer.to === account) balance += transfer.amount
			}
		}
		if (last !== null) this.network.addEdge(last, this.end(account), balance)
		this.#ledgers.set(`${account} ${asset}`, vertexOf)
	}

	#addTransfer({ transfer, transaction }: LedgerEntry): void {
		if (this.#transfers.has(transfer.id)) return
		this.#transfers.add(transfer.id)
		const { from, to, asset, amount, id } = transfer
		if (amount === 0n || from === to) return
		const paying = from === null ? undefined : this.#ledgers.get(`${from} ${asset}`)?.get(id)
		const receiving =
			to === null ? this.end(`burn ${from}`) : (this.#ledgers.get(`${to} ${asset}`)?.get(id) ?? this.end(to))
		const middle = this.network.addVertex()
		this.network.addEdge(middle, receiving, amount)
		const seeds = this.#seedsOf(transfer, transaction)
		const returned = seeds.length > 0 && paying !== undefined ? this.network.addVertex() : null
		if (paying !== undefined) this.network.addEdge(paying, returned ?? middle, amount)
		if (returned !== null) this.network.addEdge(returned, middle, amount)
		this.#supply(seeds, asset, middle, amount, returned)
	}

	#seedsOf(transfer: Transfer, transaction: AccountTransaction): ParsedSeed[] {
		const { seeds } = this.search
		const open = transfer.from === null ? [] : seeds.openFor(transfer.from, transfer.asset, transaction)
		return [...open, ...seeds.ofTransfer(transaction.id, transfer)]
	}

	#supply(seeds: readonly ParsedSeed[], asset: AssetId, vertex: number, amount: bigint, returned: number | null): void {
		for (const [i, seed] of seeds.entries()) {
			const row = this.#rows.get(`${seed.place} ${asset}`)
			if (row === undefined) continue
			const list = this.supplies.get(row) ?? []
			list.push({ supply: { vertex, amount, ...this.#limit(seed, row) }, returned, contested: i > 0 })
			this.supplies.set(row, list)
		}
	}

	/** All supplies of a seed with an amount share it. */
	#limit(seed: ParsedSeed, row: SeedRow): { readonly group?: { readonly limit: bigint } } {
		if (seed.kind !== 'account' || seed.amount === undefined) return {}
		const group = this.#limits.get(row) ?? { limit: seed.amount }
		this.#limits.set(row, group)
		return { group }
	}

	/** Transactions through which value of followed or seeded outputs goes on. */
	#spends(): Set<UtxoTransaction> {
		const { view } = this.search.options.graph
		const spends = new Set<UtxoTransaction>()
		for (const id of this.search.nodes.followed) {
			const spender = view.spender(id)
			if (spender !== undefined) spends.add(spender)
		}
		for (const account of this.search.seeds.namedAccounts())
			for (const spender of view.spendsOf(account)) spends.add(spender)
		return spends
	}

	/** The vertex at which value enters an output: on to its spender where it is followed, else its end. */
	#output(id: string): number {
		const known = this.#entering.get(id)
		if (known !== undefined) return known
		const output = this.search.options.graph.view.output(id)
		const amount = output?.amount ?? 0n
		const seeds = output === undefined ? [] : this.search.seeds.ofOutput(id.slice(0, id.lastIndexOf(':')), output)
		const spender = this.#spenderOf(id)
		let vertex = spender === undefined ? this.end(id) : this.network.addVertex()
		if (spender !== undefined) this.network.addEdge(vertex, this.#spendVertex(spender.id), amount)
		if (seeds.length > 0) {
			const returned = this.network.addVertex()
			this.network.addEdge(returned, vertex, amount)
			this.#supply(seeds, assetOf(id), vertex, amount, returned)
			vertex = returned
		}
		this.#entering.set(id, vertex)
		return vertex
	}

	/** The transaction that takes value of an output on; none where it is not followed or an input's value is unknown. */
	#spenderOf(id: string): UtxoTransaction | undefined {
		const { nodes, seeds, options } = this.search
		const spender = options.graph.view.spender(id)
		if (spender?.inputs.every((input) => input.amount !== null || input.spends === null) !== true) return undefined
		const input = spender.inputs.find(({ spends }) => spends === id)
		const account = input?.account ?? null
		const seeded = account !== null && seeds.openFor(account, assetOf(id), spender, input?.sameKeyAs).length > 0
		return seeded || nodes.followed.has(id) ? spender : undefined
	}

	#spendVertex(id: string): number {
		const key = `spend ${id}`
		let vertex = this.#entering.get(key)
		if (vertex === undefined) {
			vertex = this.network.addVertex()
			this.#entering.set(key, vertex)
		}
		return vertex
	}

	#addSpend(transaction: UtxoTransaction): void {
		const asset = assetOf(transaction.id)
		const known = transaction.inputs.every((input) => input.amount !== null)
		let paid = 0n
		for (const { spends, account, amount, sameKeyAs } of transaction.inputs) {
			if (spends === null || amount === null) continue
			paid += amount
			const open = account === null ? [] : this.search.seeds.openFor(account, asset, transaction, sameKeyAs)
			if (open.length === 0) continue
			const middle = this.network.addVertex()
			this.network.addEdge(middle, known ? this.#spendVertex(transaction.id) : this.end(spends), amount)
			this.#supply(open, asset, middle, amount, this.#output(spends))
		}
		if (!known) return
		const vertex = this.#spendVertex(transaction.id)
		for (const output of transaction.outputs) {
			paid -= output.amount
			if (output.amount > 0n) this.network.addEdge(vertex, this.#output(output.id), output.amount)
		}
		this.network.addEdge(vertex, this.end(FEES), paid)
	}
}

function assetOf(id: string): AssetId {
	const chain = id.slice(0, id.indexOf('/'))
	const facts = chainFacts(chain)
	return facts === undefined ? chain : nativeAsset(facts)
}
