import type { Query } from '../chains/adapter.js'
import { opReturnEvidence } from '../heuristics/bitcoin/opReturnEvidence.js'
import { controlJoint } from '../heuristics/controlJoint.js'
import { lookAlikeEvidence } from '../heuristics/evm/lookAlikeEvidence.js'
import { type Judgement, judge } from '../heuristics/judge.js'
import { ratioOf } from '../model/amount.js'
import type { Evidence } from '../model/claims.js'
import type { Coverage } from '../model/coverage.js'
import type { AccountId, TransactionId } from '../model/identifiers.js'
import type { LedgerWays } from '../model/ledgerView.js'
import { compareText } from '../model/order.js'
import type { Transaction, UtxoTransaction } from '../model/transaction.js'
import { SeedBook } from '../taint/seeds/seedBook.js'
import type { Crossings } from './bridges/crossings.js'
import { Frontier } from './frontier.js'
import type { LeadWalk } from './leadWalk.js'
import { Mixes } from './mixes.js'
import { Nodes } from './nodes.js'
import { configHash } from './options/configHash.js'
import type { SearchOptions, ShownView } from './options/searchOptions.js'
import { ownForwarder } from './ownForwarder.js'
import type { PoolReading } from './poolReading.js'
import type { SearchWindow } from './queries/searchWindow.js'
import { RunSet } from './runSet.js'
import { keyOf } from './sources/answerBook.js'
import { Inquiry } from './sources/inquiry.js'
import { Spoofs } from './spoofs.js'

/** Everything a trace has found out so far. */
export class Search {
	readonly seeds: SeedBook
	/** The facts as value is followed through them: looking back, with time turned round. */
	readonly view: LedgerWays
	readonly nodes: Nodes
	readonly runs: RunSet
	readonly frontier: Frontier
	readonly window: SearchWindow
	/** Label categories ranked as endpoints, as long terms. */
	readonly endpointCategories: ReadonlySet<string>
	readonly inquiry: Inquiry
	readonly spoofs: Spoofs
	readonly mixes = new Mixes()
	readonly crossings: Crossings
	/** The walk behind mixes; null where none was asked for. */
	leads: LeadWalk | null = null
	/** What was read of mixing pools; null where none was asked about. */
	pools: PoolReading | null = null
	readonly evidence = new Map<string, Evidence>()
	/** How each question was answered, in the order in which they were first asked. */
	readonly #coverage = new Map<string, Coverage>()
	/** Digest of what is asked, fixed before the run. */
	readonly configHash: string
	readonly #shown: ShownView | null
	/** Transactions that value reached. */
	readonly #joined = new Set<TransactionId>()
	readonly disagreements = new Set<string>()
	/** Contracts that pass on to services what they are sent: however many use one, it holds nobody's money. */
	readonly forwarders = new Set<AccountId>()
	lookups = 0
	/** Why the search ended before it was done; null where nothing was left to follow. */
	interrupted: 'lookups' | 'seconds' | 'aborted' | null = null

	constructor(readonly options: SearchOptions) {
		const { data, direction, panel, graph, sources, labels, rules } = options
		this.configHash = configHash({ ...options, seeds: options.seeds })
		this.inquiry = new Inquiry(sources, options.known, options.other)
		this.seeds = new SeedBook(options.seeds, direction, options.rules.isUnlisted)
		this.spoofs = new Spoofs(options.rules.lookAlikes)
		const isMix = (id: TransactionId): boolean => this.mixes.get(id) !== undefined
		this.#shown = options.show?.(graph.view, this.seeds.namedAccounts(), isMix) ?? null
		this.view = this.#shown ?? graph.view
		this.endpointCategories = new Set(data.endpointCategories)
		this.crossings = options.crossings({
			view: graph.view,
			followed: { has: (id) => this.nodes.followed.has(id) },
			describe: (chain) => sources.describe(chain),
			isUnanswered: (query) => this.#coverage.get(keyOf(query))?.reasons.includes('C_NOT_FETCHED') === true,
		})
		const isPool = (account: string): boolean => rules.pool(account) !== undefined
		this.nodes = new Nodes(
			this.view,
			labels,
			this.seeds,
			this.mixes,
			this.crossings,
			options.deposits,
			direction,
			isPool,
		)
		this.window = options.window
		this.runs = new RunSet({
			primary: data.method,
			panel,
			openings: sources.hasLedger('account'),
			outputs: sources.hasLedger('utxo'),
			direction,
			view: this.view,
			seeds: this.seeds,
			walked: this.nodes.followed,
			mixes: this.mixes,
			crossings: this.crossings,
		})
		this.frontier = new Frontier(this.runs, { minShare: ratioOf(data.budget.minShare), hops: data.budget.hops })
	}

	/** Whether what can lie behind mixes is looked for: going forward only. */
	get looksBehindMixes(): boolean {
		return this.options.data.mix === 'set' && this.options.direction === 'forward'
	}

	/** How completely each question was answered. What was asked twice, for more the second time, counts as answered then. */
	get coverage(): Coverage[] {
		return [...this.#coverage.values()]
	}

	noteCoverage(query: Query, coverage: Coverage): void {
		this.#coverage.set(keyOf(query), coverage)
	}

	/** Takes transactions of an answer in, as far as they lie in the window. Returns followed accounts with new ledger entries. */
	takeIn(transactions: readonly Transaction[]): ReadonlySet<string> {
		const inside = this.spoofs.filter(this.window.filter(transactions))
		const { accounts, disagreements } = this.options.graph.add({ transactions: inside }, this.nodes.followed)
		for (const id of disagreements) this.disagreements.add(id)
		for (const one of inside) {
			const forwarder = one.kind === 'account' ? ownForwarder(one, this.options.labels) : null
			if (forwarder !== null) this.forwarders.add(forwarder)
		}
		// Whether value can be followed back into a transaction is asked before any rule sees it.
		if (this.options.direction === 'backward') for (const { id } of inside) this.#mixOf(id)
		this.#shown?.note(inside)
		return accounts
	}

	/**
	 * Brings all figures up to date, exactly or as far as the next round needs it. Returns nodes that value has come to
	 * and that stop it.
	 */
	settle(how: 'exactly' | 'roughly'): string[] {
		this.#cross()
		const nodes = this.#sweep(how === 'exactly' ? 0 : this.frontier.least)
		const stopped: string[] = []
		for (const id of nodes) {
			const node = this.nodes.get(id)
			this.frontier.update(node)
			if (node.state === 'ended') stopped.push(id)
		}
		return stopped
	}

	/** Judges every transaction of the trace on all that was read: what came late counts like what came early. */
	conclude(): void {
		const { graph } = this.options
		for (const evidence of this.crossings.evidence()) this.evidence.set(evidence.id, evidence)
		for (const id of [...this.#joined].sort(compareText)) {
			const transaction = graph.view.transaction(id)
			if (transaction === undefined) continue
			for (const said of opReturnEvidence(transaction)) this.evidence.set(said.id, said)
			for (const judgement of this.#judge(transaction)) {
				this.evidence.set(judgement.evidence.id, judgement.evidence)
				const joint = controlJoint(judgement, transaction)
				if (joint !== null) this.options.entities.join(joint)
			}
		}
		for (const paid of this.spoofs.paid()) {
			if (!this.runs.carries(paid.id)) continue
			const evidence = lookAlikeEvidence(paid)
			this.evidence.set(evidence.id, evidence)
		}
	}

	/** Brings the runs up to date until no transaction that value reached proves to be a mix: value ends in those. */
	#sweep(least: number): Set<string> {
		const nodes = new Set<string>()
		for (let mixes = true; mixes; ) {
			const swept = this.runs.sweep(least)
			for (const id of swept.nodes) nodes.add(id)
			mixes = false
			for (const id of swept.transactions) {
				const transaction = this.options.graph.view.transaction(id)
				if (transaction === undefined) continue
				const mix = this.#join(transaction)
				if (this.options.direction === 'backward') continue
				if (this.crossings.reached(transaction)) {
					mixes = true
					for (const account of this.#cross()) nodes.add(account)
				}
				if (mix === undefined) continue
				mixes = true
				this.runs.touch(mix)
				for (const { id: output } of mix.outputs) if (this.nodes.endInMix(output)) nodes.add(output)
			}
		}
		return nodes
	}

	/** A transaction that value reached enters the graph before any heuristic sees it. Returned where it is a mix. */
	#join(transaction: Transaction): UtxoTransaction | undefined {
		const { id } = transaction
		if (this.#joined.has(id)) return undefined
		this.#joined.add(id)
		this.options.graph.join(id)
		return transaction.kind === 'utxo' ? this.#mixOf(id) : undefined
	}

	/** A transaction where a heuristic takes it for a mix. */
	#mixOf(id: TransactionId): UtxoTransaction | undefined {
		const { graph, heuristics } = this.options
		const transaction = graph.view.transaction(id)
		if (transaction?.kind !== 'utxo') return undefined
		const stopping = heuristics.filter(({ stops }) => stops !== undefined)
		if (stopping.every((heuristic) => heuristic.inspect(transaction, graph.view).kind !== 'found')) return undefined
		return this.mixes.add(id, this.#judge(transaction)) ? transaction : undefined
	}

	/** Sends value that went into bridges to where it came out. Returns nodes that hold value for everybody. */
	#cross(): string[] {
		for (const event of this.crossings.resolve()) this.runs.reroute(event)
		return [...this.crossings.custody()].filter((account) => this.nodes.endAtBridge(account))
	}

	#judge(transaction: Transaction): Judgement[] {
		const { graph, heuristics, labels } = this.options
		return judge(heuristics, transaction, graph.view, (account) => {
			const verdict = labels.verdict(account)
			return verdict.kind === 'none' ? null : verdict.entity
		})
	}
}
