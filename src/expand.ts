import type { Query } from './chains/adapter.js'
import { connectedAccounts } from './search/connectedAccounts.js'
import { inferDeposit } from './search/inferDeposit.js'
import type { Node } from './search/nodes.js'
import type { Search } from './search/search.js'
import { checkSeedsKnown, seedQueries } from './search/seedQueries.js'
import { settleDoubt } from './search/settleDoubt.js'
import type { Answer } from './search/sourceSet.js'
import { withSignal } from './search/withSignal.js'

/** What happens during a trace, for progress and logs. Never part of the result. */
export type TraceEvent =
	| {
			readonly kind: 'round'
			readonly round: number
			readonly asked: number
			readonly lookups: number
			readonly open: number
	  }
	/** Value has come to an account or output at which it stops. */
	| {
			readonly kind: 'stopped'
			readonly at: string
			readonly account: string
			readonly entity: string | null
			readonly category: string | null
	  }
	/** Nothing more is asked: what follows is the computation of the result. */
	| { readonly kind: 'searched'; readonly lookups: number }

export interface ExpandOptions {
	readonly signal: AbortSignal | undefined
	/** Milliseconds of a monotonic clock; asked only where `budget.seconds` is set. */
	readonly now: () => number
}

/** Pops the most promising nodes, asks for them, adds what comes, recomputes, until nothing or no budget is left. */
export async function* expand(search: Search, options: ExpandOptions): AsyncGenerator<TraceEvent, void> {
	const { lookups: most = Number.MAX_SAFE_INTEGER, seconds } = search.options.data.budget
	const end = seconds === undefined ? null : options.now() + seconds * 1000
	const queries = seedQueries(search.seeds)
	let round: Node[] = []
	let asked: Query[] = queries.slice(0, most)
	if (asked.length < queries.length) search.interrupted = 'lookups'

	for (let count = 0; asked.length > 0; count++) {
		const answers = await withSignal(search.ask(asked, options.signal), options.signal)
		if (answers === null) break
		search.lookups += asked.length
		takeIn(search, answers)
		if (count === 0) followSeeds(search, answers)
		else follow(search, round, answers)
		yield* settled(search, 'roughly')
		yield { kind: 'round', round: count, asked: asked.length, lookups: search.lookups, open: search.frontier.size }

		round = nextRound(search, most)
		if (round.length === 0) {
			yield* settled(search, 'exactly')
			round = nextRound(search, most)
		}
		const further = search.crossings.queries(most - search.lookups - round.length)
		asked = [...round.map(questionOf), ...further]
		if (options.signal?.aborted === true) break
		if (end !== null && asked.length > 0 && options.now() >= end) {
			search.interrupted = 'seconds'
			break
		}
	}
	yield* settled(search, 'exactly')
	if (options.signal?.aborted === true) search.interrupted = 'aborted'
	else if (search.interrupted === null && (search.frontier.next(1).length > 0 || search.crossings.isOpen))
		search.interrupted = 'lookups'
	if (search.interrupted === null && search.options.data.mix === 'set') yield* expandLeads(search, options, end)
	search.conclude()
	yield { kind: 'searched', lookups: search.lookups }
}

/** Looks behind the mixes that value entered, for what it can have come to: once all that is certain was followed. */
async function* expandLeads(
	search: Search,
	options: ExpandOptions,
	end: number | null,
): AsyncGenerator<TraceEvent, void> {
	const { lookups: most = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	const { LeadWalk } = await import('./search/leadWalk.js')
	const walk = new LeadWalk(search)
	search.leads = walk
	let round = walk.next(most - search.lookups)
	for (let count = 0; round.length > 0; count++) {
		if (end !== null && options.now() >= end) {
			search.interrupted = 'seconds'
			return
		}
		const asked = round.map(({ output }): Query => ({ kind: 'spend', subject: output.id }))
		const answers = await withSignal(search.ask(asked, options.signal), options.signal)
		if (answers === null || options.signal?.aborted === true) {
			search.interrupted = 'aborted'
			return
		}
		search.lookups += asked.length
		takeIn(search, answers)
		walk.follow(round)
		round = walk.next(most - search.lookups)
		yield { kind: 'round', round: count, asked: asked.length, lookups: search.lookups, open: round.length }
	}
	if (walk.next(1).length > 0) search.interrupted = 'lookups'
	yield* settled(search, 'exactly')
}

/** Of an output, who spends it; of an account, all that it did. */
function questionOf(node: Node): Query {
	if (node.doubted === true) return { kind: 'account', subject: node.account }
	return { kind: node.kind === 'output' ? 'spend' : 'account', subject: node.id }
}

function nextRound(search: Search, most: number): Node[] {
	return search.interrupted === 'lookups' ? [] : search.frontier.next(most - search.lookups)
}

function* settled(search: Search, how: 'exactly' | 'roughly'): Iterable<TraceEvent> {
	for (const id of search.settle(how)) {
		const { account, verdict } = search.nodes.get(id)
		const named =
			verdict.kind === 'none'
				? { entity: null, category: null }
				: { entity: verdict.entity, category: verdict.category }
		yield { kind: 'stopped', at: id, account, ...named }
	}
}

/** Adds the answers to the graph; accounts already followed that got new entries are recomputed. */
function takeIn(search: Search, answers: readonly Answer[]): void {
	search.spoofs.look(answers)
	for (const { transactions, coverage } of answers) {
		const facts = search.spoofs.filter(search.window.filter(transactions))
		const { accounts, disagreements } = search.options.graph.add({ transactions: facts })
		for (const id of disagreements) search.disagreements.add(id)
		for (const account of accounts) if (search.nodes.followed.has(account)) search.runs.followAccount(account)
		search.crossings.takeIn(transactions)
		search.coverage.push(coverage)
	}
}

function followSeeds(search: Search, answers: readonly Answer[]): void {
	const { view } = search.options.graph
	if (search.interrupted === null) checkSeedsKnown(search.seeds, view)
	for (const { query, coverage } of answers) {
		if (query.kind === 'account') {
			const node = search.nodes.get(query.subject)
			node.answered = coverage.status
			search.nodes.follow(node)
			search.runs.followAccount(node.id)
		}
	}
	for (const id of search.seeds.namedTransactions()) search.runs.seedTransaction(id)
}

function follow(search: Search, round: readonly Node[], answers: readonly Answer[]): void {
	const { view } = search.options.graph
	const { maxDegree } = search.options.data.budget
	for (const [i, node] of round.entries()) {
		const { status } = (answers[i] as Answer).coverage
		if (node.doubted === true) settleDoubt(search, node, status === 'complete')
		else node.answered = status
		if (node.state === 'ended') continue
		if (node.answered === 'unavailable') search.nodes.end(node, 'notFetched')
		else if (node.kind === 'account' && connectedAccounts(view, node.account, maxDegree) > maxDegree)
			search.nodes.end(node, 'hub')
		else if (node.doubted !== true && search.nodes.isDoubtful(node)) node.doubted = true
		else if (!inferDeposit(search, node)) search.nodes.follow(node)
		search.frontier.update(node)
	}
	for (const node of round) if (node.kind === 'account' && node.state === 'followed') search.runs.followAccount(node.id)
	for (const { transactions } of answers) {
		for (const { id } of transactions) {
			const transaction = view.transaction(id)
			if (transaction?.kind === 'utxo') search.runs.touch(transaction)
		}
	}
}
