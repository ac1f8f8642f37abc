import { nativeOf } from '../../model/chains.js'
import { chainOf } from '../../model/identifiers.js'
import { compareEvents } from '../../model/order.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import type { Search } from '../../search/search.js'
import { takenBySeed } from '../../search/takenBySeed.js'
import type { PassageWays } from './passageWays.js'
import { FEES, type TimeWays } from './timeWays.js'

/**
 * The outputs of a time network: one vertex for each output that value goes on from, one for each transaction. Value that
 * came out of a bridge goes on in a second network of the same shape whose ways have no limit but to be there.
 */
export class OutputWays {
	readonly #entering = new Map<string, number>()
	/** Where an output's value is once a seed that names it has taken effect. */
	readonly #held = new Map<string, number>()

	constructor(
		private readonly search: Search,
		private readonly ways: TimeWays,
		private readonly passages: PassageWays,
		private readonly isAfter: boolean,
	) {}

	addAll(): void {
		const { search } = this
		const { view } = search
		for (const id of this.isAfter ? [] : search.seeds.namedTransactions()) {
			const transaction = view.transaction(id)
			if (transaction?.kind !== 'utxo') continue
			for (const output of transaction.outputs) if (search.seeds.ofOutput(id, output).length > 0) this.output(output.id)
		}
		// In event order: a seed with an amount takes it from the first of its supplies on.
		for (const transaction of [...this.#spends()].sort(compareEvents)) this.#addSpend(transaction)
	}

	/** Transactions through which value of followed or seeded outputs goes on. */
	#spends(): Set<UtxoTransaction> {
		const { view } = this.search
		const spends = new Set<UtxoTransaction>()
		for (const id of this.search.nodes.followed) {
			const spender = view.spender(id)
			if (spender !== undefined) spends.add(spender)
		}
		for (const account of this.search.seeds.namedAccounts())
			for (const spender of view.spendsOf(account)) spends.add(spender)
		for (const id of this.search.seeds.namedTransactions()) {
			const transaction = view.transaction(id)
			if (transaction?.kind === 'utxo' && this.#takesSeeds(transaction)) spends.add(transaction)
		}
		return spends
	}

	#takesSeeds(transaction: UtxoTransaction): boolean {
		const asset = nativeOf(transaction.chain)
		return transaction.inputs.some((input) => this.search.seeds.ofInput(transaction, input, asset).length > 0)
	}

	/** The vertex at which value enters an output: into a bridge, on to its spender where it is followed, else its end. */
	output(id: string): number {
		const known = this.#entering.get(id)
		if (known !== undefined) return known
		const output = this.search.view.output(id)
		const amount = output?.amount ?? 0n
		const seeds =
			output === undefined || this.isAfter ? [] : this.search.seeds.ofOutput(id.slice(0, id.lastIndexOf(':')), output)
		const spender = this.#spenderOf(id)
		const crosses = this.search.crossings.of(id) !== undefined
		let vertex = spender === undefined && !crosses ? this.ways.end(id) : this.ways.network.addVertex()
		if (crosses) this.passages.lead(vertex, id, (part) => this.#limit(part))
		else if (spender !== undefined)
			this.ways.network.addEdge(vertex, this.#spendVertex(spender.id), this.#limit(amount))
		this.#held.set(id, vertex)
		if (seeds.length > 0) {
			const returned = this.ways.network.addVertex()
			this.ways.network.addEdge(returned, vertex, amount)
			this.ways.supply(seeds, nativeOf(chainOf(id)), { vertex, amount }, returned)
			vertex = returned
		}
		this.#entering.set(id, vertex)
		return vertex
	}

	/** The transaction that takes value of an output on; none where it is not followed or an input's value is unknown. */
	#spenderOf(id: string): UtxoTransaction | undefined {
		const { nodes, view } = this.search
		const spender = view.spender(id)
		if (spender?.inputs.every((input) => input.amount !== null) !== true) return undefined
		return takenBySeed(this.search, id) || nodes.followed.has(id) ? spender : undefined
	}

	#spendVertex(id: string): number {
		const key = `spend ${id}`
		let vertex = this.#entering.get(key)
		if (vertex === undefined) {
			vertex = this.ways.network.addVertex()
			this.#entering.set(key, vertex)
		}
		return vertex
	}

	#addSpend(transaction: UtxoTransaction): void {
		const asset = nativeOf(transaction.chain)
		const known = transaction.inputs.every((input) => input.amount !== null)
		let paid = 0n
		for (const input of transaction.inputs) {
			const { spends, amount } = input
			if (amount === null) continue
			paid += amount
			if (spends === null) continue
			const open = this.isAfter ? [] : this.search.seeds.ofInput(transaction, input, asset)
			if (open.length === 0) continue
			const middle = this.ways.network.addVertex()
			this.ways.network.addEdge(middle, known ? this.#spendVertex(transaction.id) : this.ways.end(spends), amount)
			this.output(spends)
			this.ways.supply(open, asset, { vertex: middle, amount }, this.#held.get(spends) as number)
		}
		if (!known) return
		const vertex = this.#spendVertex(transaction.id)
		for (const output of transaction.outputs) {
			paid -= output.amount
			if (output.amount > 0n) this.ways.network.addEdge(vertex, this.output(output.id), this.#limit(output.amount))
		}
		this.ways.network.addEdge(vertex, this.ways.end(FEES), this.#limit(paid))
	}

	#limit(amount: bigint): bigint | null {
		return this.isAfter && amount > 0n ? null : amount
	}
}
