import { MultiDirectedGraph } from 'graphology'
import { nativeOf } from '../model/chains.js'
import type { Direction } from '../model/direction.js'
import { InputError } from '../model/errors.js'
import type { AccountId } from '../model/identifiers.js'
import { isTransaction } from '../model/isTransaction.js'
import type { LedgerView } from '../model/ledgerView.js'
import type { Notice } from '../model/notice.js'
import { compareEvents } from '../model/order.js'
import type { AccountTransaction, Transaction, UtxoTransaction } from '../model/transaction.js'
import { FactIndex, type Movements } from './factIndex.js'
import { type Members, SetWithin } from './setWithin.js'

/** A node is an account (CAIP-10) or a transaction (`<chain>/<txid>`). */
export interface NodeAttributes {
	kind: 'account' | 'transaction'
	height?: number
	atSeconds?: number
	/** Inputs of a transaction whose previous output is not known: they have no edge. */
	unknownInputs?: number
}

/** Account → transaction (paid, spent), transaction → account (received), or transaction → transaction (over a bridge, or a fee). Amounts are decimal strings in base units. */
export interface EdgeAttributes {
	asset: string
	amount: string
	height: number | null
	atSeconds: number
	/** What the primary rule allots to all seeds together. */
	taint: string
	/** Of an edge from transaction to transaction, over a bridge: the protocol, and what joins the two. */
	bridge?: string
	/** Looking back: what of it comes to the seeds under the primary rule. Absent where nothing was traced back. */
	backwardTaint?: string
}

export type TracedGraph = MultiDirectedGraph<NodeAttributes, EdgeAttributes>

/** What came in with a page. */
export interface PageAdded {
	/** Accounts that got new ledger entries. */
	readonly accounts: ReadonlySet<string>
	/** Transactions on which this page contradicts what was read before. */
	readonly disagreements: readonly string[]
}

/**
 * The transaction graph of a trace. Pages of adapters enter by `add`; a transaction joins the graphology graph by `join`
 * the moment seed value reaches it. Everything read, traced or not, stays in a private index behind `view`.
 */
export class TransactionGraph {
	readonly graph: TracedGraph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes>()
	readonly #facts: FactIndex

	/** `movements`: what transactions whose inside is told did on ledgers. Without it every transfer stands as it is told. */
	constructor(movements?: Movements) {
		this.#facts = new FactIndex(movements)
	}

	readonly #notices = new Map<AccountId, Map<string, Notice>>()

	/** The only way in. `of`: accounts of which it is told that they got new entries; default all. */
	add(page: { readonly transactions: readonly Transaction[] }, of?: Members<AccountId>): PageAdded {
		const accounts = of === undefined ? new Set<AccountId>() : new SetWithin(of)
		const disagreements: string[] = []
		for (const transaction of page.transactions) {
			const added = this.#facts.add(transaction, accounts)
			if (transaction.kind === 'account') this.#note(transaction)
			if (added.disagrees) disagreements.push(transaction.id)
		}
		return { accounts, disagreements }
	}

	get view(): LedgerView {
		return this.#facts
	}

	/** Whether the inside of any account transaction was told: then swaps are followed, and tokens by their events. */
	get tellsInside(): boolean {
		return this.#facts.tellsInside
	}

	/** What ledgers tell of an account beside transfers, in order of events. */
	noticesOf(account: AccountId): readonly Notice[] {
		return [...(this.#notices.get(account)?.values() ?? [])].sort(compareEvents)
	}

	#note({ notices }: AccountTransaction): void {
		if (notices === undefined) return
		for (const notice of notices) {
			if (notice.account === null) continue
			const own = this.#notices.get(notice.account) ?? new Map<string, Notice>()
			this.#notices.set(notice.account, own.set(notice.id, notice))
		}
	}

	/** Puts a transaction that was read into the traced graph; again is no change. */
	join(id: string): void {
		const transaction = this.#facts.transaction(id)
		if (transaction !== undefined && !this.graph.hasNode(id)) addToGraph(this.graph, transaction)
	}

	/**
	 * Joins the transaction by which value went into a bridge to one by which it came out, both in the traced graph. The edge
	 * shows what came out, and is keyed by the transfers or outputs of both.
	 */
	link(from: string, to: string, { asset, amount, taint, bridge }: LinkAttributes): void {
		const [source, target] = [transactionOf(from), transactionOf(to)]
		const transaction = this.#facts.transaction(target)
		const key = `${from}>${to}`
		if (transaction === undefined || !this.graph.hasNode(source) || !this.graph.hasNode(target)) return
		if (this.graph.hasEdge(key)) return
		const { height, atSeconds } = transaction
		const sums = { amount: amount.toString(), taint: taint.toString() }
		this.graph.addDirectedEdgeWithKey(key, source, target, { asset, ...sums, height, atSeconds, bridge })
	}

	/** Joins a transaction to the coinbase that took its fee, both in the traced graph. The edge is keyed by the fee. */
	linkFee(fee: string, coinbase: string, { asset, amount, taint }: Omit<LinkAttributes, 'bridge'>): void {
		const [source, transaction] = [transactionOf(fee), this.#facts.transaction(coinbase)]
		const key = `${fee}:in`
		if (transaction === undefined || !this.graph.hasNode(source) || !this.graph.hasNode(coinbase)) return
		if (this.graph.hasEdge(key)) return
		const attributes = { ...edge(transaction, asset, amount), taint: taint.toString() }
		this.graph.addDirectedEdgeWithKey(key, source, coinbase, attributes)
	}

	/** Writes what the primary rule allots to a transfer or output on its edges. */
	setTaint(id: string, taint: bigint, direction: Direction = 'forward'): void {
		const name = direction === 'forward' ? 'taint' : 'backwardTaint'
		const text = taint.toString()
		// Written in place: telling listeners of each attribute, of which there are none, takes longer than all else here.
		for (const key of [`${id}:in`, `${id}:out`])
			if (this.graph.hasEdge(key)) this.graph.getEdgeAttributes(key)[name] = text
	}

	/** Puts what another trace of the same facts joined into this graph too, with what it allots. */
	absorb(other: TransactionGraph): void {
		other.graph.forEachNode((node, attributes) => this.graph.mergeNode(node, attributes))
		other.graph.forEachEdge((key, attributes, source, target) => {
			if (!this.graph.hasEdge(key)) this.graph.addDirectedEdgeWithKey(key, source, target, { ...attributes })
			else if (attributes.backwardTaint !== undefined)
				this.graph.setEdgeAttribute(key, 'backwardTaint', attributes.backwardTaint)
		})
	}
}

/** Of a passage over a bridge, in base units of what came out. */
export interface LinkAttributes {
	readonly asset: string
	readonly amount: bigint
	readonly taint: bigint
	readonly bridge: string
}

/** The transaction of a transfer or an output. */
function transactionOf(event: string): string {
	const place = event.indexOf('#')
	return event.slice(0, place < 0 ? event.lastIndexOf(':') : place)
}

/** Adds one transaction with its accounts and edges. Edge keys are the transfer's or output's id plus `:in` or `:out`. */
export function addToGraph(graph: TracedGraph, transaction: Transaction): void {
	graph.addNode(transaction.id, {
		kind: 'transaction',
		atSeconds: transaction.atSeconds,
		...(transaction.height === null ? {} : { height: transaction.height }),
	})
	if (transaction.kind === 'account') addTransfers(graph, transaction)
	else addOutputs(graph, transaction)
}

function addTransfers(graph: TracedGraph, transaction: AccountTransaction): void {
	for (const { id, from, to, asset, amount } of transaction.transfers) {
		// A transfer of nothing joins nobody.
		if (amount === 0n) continue
		const attributes = edge(transaction, asset, amount)
		if (from !== null) connect(graph, `${id}:in`, from, transaction.id, from, { ...attributes })
		if (to !== null) connect(graph, `${id}:out`, transaction.id, to, to, { ...attributes })
	}
}

function addOutputs(graph: TracedGraph, transaction: UtxoTransaction): void {
	const asset = nativeOf(transaction.chain)
	let unknownInputs = 0
	for (const { spends, account, amount } of transaction.inputs) {
		if (spends === null) continue
		if (account === null || amount === null) unknownInputs++
		else connect(graph, `${spends}:in`, account, transaction.id, account, edge(transaction, asset, amount))
	}
	if (unknownInputs > 0) graph.setNodeAttribute(transaction.id, 'unknownInputs', unknownInputs)
	for (const { id, account, amount } of transaction.outputs) {
		connect(graph, `${id}:out`, transaction.id, account, account, edge(transaction, asset, amount))
	}
}

function edge(transaction: Transaction, asset: string, amount: bigint): EdgeAttributes {
	return { asset, amount: amount.toString(), height: transaction.height, atSeconds: transaction.atSeconds, taint: '0' }
}

function connect(
	graph: TracedGraph,
	key: string,
	source: string,
	target: string,
	account: string,
	attributes: EdgeAttributes,
): void {
	if (!graph.hasNode(account)) graph.addNode(account, { kind: 'account' })
	if (!graph.hasEdge(key)) graph.addDirectedEdgeWithKey(key, source, target, attributes)
}

/**
 * The full graph of any adapter's transactions, taint 0 on every edge.
 * @throws InputError where one is none
 */
export function buildGraph(transactions: Iterable<Transaction>): TracedGraph {
	const graph: TracedGraph = new MultiDirectedGraph<NodeAttributes, EdgeAttributes>()
	for (const transaction of transactions) {
		if (!isTransaction(transaction))
			throw new InputError('E_INPUT', 'not a transaction', { details: { field: 'transactions' } })
		if (!graph.hasNode(transaction.id)) addToGraph(graph, transaction)
	}
	return graph
}
