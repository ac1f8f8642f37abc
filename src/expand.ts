import type { Query } from './chains/adapter.js'
import { inferDeposit } from './search/inferDeposit.js'
import type { Node } from './search/node.js'
import { bounded, queryOf } from './search/queries/queryOf.js'
import { checkSeedsKnown, seedQueries } from './search/queries/seedQueries.js'
import type { Search } from './search/search.js'
import { settleDoubt } from './search/settleDoubt.js'
import { keyOf } from './search/sources/answerBook.js'
import { degreeOf, type HubRule } from './search/sources/degree.js'
import type { Answer, AskOptions } from './search/sources/sourceSet.js'
import { withSignal } from './search/sources/withSignal.js'

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
	/** When the trace began, on that clock. */
	readonly start: number
	/** Look-ups that the trace spent before this search. */
	readonly spent: number
}

/** A node to be followed, and what has to be asked for it; null where nothing. */
interface Step {
	readonly node: Node
	readonly query: Query | null
}

/** Pops the most promising nodes, asks for them, adds what comes, recomputes, until nothing or no budget is left. */
export async function* expand(search: Search, options: ExpandOptions): AsyncGenerator<TraceEvent, void> {
	const { lookups = Number.MAX_SAFE_INTEGER, seconds } = search.options.data.budget
	const most = lookups - options.spent
	const end = seconds === undefined ? null : options.start + seconds * 1000
	const queries = seedQueries(search.seeds).map((query) => bounded(search, query))
	const hubs = hubRule(search)
	let asking: AskOptions = { signal: options.signal }
	let round: Step[] = []
	let asked: Query[] = affordable(search, queries, (query) => query, most)
	if (asked.length < queries.length) search.interrupted = 'lookups'

	for (let count = 0; asked.length > 0 || round.length > 0; count++) {
		const cost = search.inquiry.costOf(asked, asking.hubs)
		const answers = await withSignal(search.inquiry.ask(asked, asking), options.signal)
		if (answers === null) break
		search.lookups += cost
		takeIn(search, answers)
		// What a seed names is followed, however many it deals with.
		asking = { signal: options.signal, hubs }
		if (count === 0) followSeeds(search, answers)
		else follow(search, round, answers)
		yield* settled(search, 'roughly')
		const spent = options.spent + search.lookups
		yield { kind: 'round', round: count, asked: asked.length, lookups: spent, open: search.frontier.size }

		round = nextRound(search, most)
		if (round.length === 0) {
			yield* settled(search, 'exactly')
			round = nextRound(search, most)
		}
		const wanted = round.flatMap(({ query }) => query ?? [])
		const left = most - search.lookups - search.inquiry.costOf(wanted, hubs)
		wanted.push(...search.crossings.queries(left).map((query) => bounded(search, query)))
		asked = [...new Map(wanted.map((query) => [keyOf(query), query])).values()]
		if (options.signal?.aborted === true) break
		if (end !== null && (round.length > 0 || asked.length > 0) && options.now() >= end) {
			search.interrupted = 'seconds'
			break
		}
	}
	yield* settled(search, 'exactly')
	if (options.signal?.aborted === true) search.interrupted = 'aborted'
	else if (search.interrupted === null && (search.frontier.next(1).length > 0 || search.crossings.isOpen))
		search.interrupted = 'lookups'
	if (search.interrupted === null && search.looksBehindMixes) yield* expandLeads(search, options, end)
	if (search.interrupted === null && search.looksBehindMixes)
		yield* (await import('./expandPools.js')).expandPools(search, options, end)
	search.conclude()
}

/** Looks behind the mixes that value entered, for what it can have come to: once all that is certain was followed. */
async function* expandLeads(
	search: Search,
	options: ExpandOptions,
	end: number | null,
): AsyncGenerator<TraceEvent, void> {
	const { lookups = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	const most = lookups - options.spent
	const { LeadWalk } = await import('./search/leadWalk.js')
	const walk = new LeadWalk(search)
	search.leads = walk
	let round = walk.next(most - search.lookups)
	for (let count = 0; round.length > 0; count++) {
		if (end !== null && options.now() >= end) {
			search.interrupted = 'seconds'
			return
		}
		const asked = round.flatMap(({ output }) => queryOf(search, { kind: 'output', id: output.id }) ?? [])
		const cost = search.inquiry.costOf(asked)
		const answers = await withSignal(search.inquiry.ask(asked, { signal: options.signal }), options.signal)
		if (answers === null || options.signal?.aborted === true) {
			search.interrupted = 'aborted'
			return
		}
		search.lookups += cost
		takeIn(search, answers)
		walk.follow(round)
		round = walk.next(most - search.lookups)
		yield {
			kind: 'round',
			round: count,
			asked: asked.length,
			lookups: options.spent + search.lookups,
			open: round.length,
		}
	}
	if (walk.next(1).length > 0) search.interrupted = 'lookups'
	yield* settled(search, 'exactly')
}

/** Which accounts are hubs. Where a bridge was to pay out, all is read: its payment is looked for among it. */
function hubRule({ options, window, crossings, forwarders }: Search): HubRule {
	const { maxDegree } = options.data.budget
	const spares = (account: string) => crossings.isAwaited(account) || forwarders.has(account)
	return { most: maxDegree, counts: (tx) => window.covers(tx), spares }
}

/** Whether all that was read of an account shows that it is a hub: it may have been read to find something there. */
function isHub(search: Search, answer: Answer | null): boolean {
	if (answer === null) return false
	const spares = (account: string) => search.forwarders.has(account)
	const degree = degreeOf(answer.query, { ...hubRule(search), spares })
	degree?.add(answer.transactions)
	return degree?.isHub === true
}

function nextRound(search: Search, most: number): Step[] {
	if (search.interrupted === 'lookups') return []
	const steps = search.frontier.next().map((node) => ({ node, query: queryOf(search, node) }))
	return affordable(search, steps, ({ query }) => query, most - search.lookups)
}

/** The first of these, as far as the budget goes: what asks nothing, or what is known already, costs nothing. */
function affordable<T>(
	search: Search,
	wanted: readonly T[],
	questionOf: (one: T) => Query | null,
	budget: number,
): T[] {
	const hubs = hubRule(search)
	const paid = new Set<string>()
	return wanted.filter((one) => {
		const query = questionOf(one)
		if (query === null || search.inquiry.costOf([query], hubs) === 0) return true
		if (paid.size < budget) paid.add(keyOf(query))
		return paid.has(keyOf(query))
	})
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
	for (const { query, transactions, coverage } of answers) {
		for (const account of search.takeIn(transactions))
			if (search.nodes.followed.has(account)) search.runs.followAccount(account)
		search.crossings.takeIn(search.options.direction === 'forward' ? transactions : [])
		search.noteCoverage(query, coverage)
	}
}

function followSeeds(search: Search, answers: readonly Answer[]): void {
	if (search.interrupted === null) checkSeedsKnown(search.options.seeds, search.options.graph.view)
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

function follow(search: Search, round: readonly Step[], answers: readonly Answer[]): void {
	const byKey = new Map(answers.map((answer) => [keyOf(answer.query), answer]))
	for (const { node, query } of round) {
		const answer = query === null ? null : (byKey.get(keyOf(query)) as Answer)
		const status = answer === null ? 'complete' : answer.coverage.status
		if (node.doubted === true) settleDoubt(search, node, status === 'complete')
		else node.answered = status
		if (node.state === 'ended') continue
		if (node.answered === 'unavailable') search.nodes.end(node, 'notFetched')
		else if (answer?.hub === true || isHub(search, answer)) search.nodes.end(node, 'hub')
		else if (node.doubted !== true && search.nodes.isDoubtful(node)) node.doubted = true
		else if (!inferDeposit(search, node)) search.nodes.follow(node)
		search.frontier.update(node)
	}
	for (const { node, query } of round) {
		if (node.state !== 'followed') continue
		if (node.kind === 'account') search.runs.followAccount(node.id)
		else if (query === null) search.runs.followOutput(node.id)
	}
	for (const { transactions } of answers) {
		for (const { id } of transactions) {
			const transaction = search.view.transaction(id)
			if (transaction?.kind === 'utxo') search.runs.touch(transaction)
		}
	}
}
