import type { Query } from './chains/adapter.js'
import type { Deadline } from './search/deadline.js'
import { inferDeposit } from './search/inferDeposit.js'
import type { Node } from './search/node.js'
import { bounded, queryOf } from './search/queries/queryOf.js'
import { checkSeedsKnown, seedQueries } from './search/queries/seedQueries.js'
import type { Search } from './search/search.js'
import { settleDoubt } from './search/settleDoubt.js'
import type { Answer, AskOptions } from './search/sources/answer.js'
import { keyOf } from './search/sources/answerBook.js'
import { degreeOf, type HubRule } from './search/sources/degree.js'
import { takeAnswers } from './search/takeAnswers.js'

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
	readonly deadline: Deadline
	/** Look-ups that the trace spent before this search. */
	readonly spent: number
}

/** A node to be followed, and what has to be asked for it; null where nothing. */
interface Step {
	readonly node: Node
	readonly query: Query | null
}

/** Nodes to be followed together, and all that is asked for them and for bridges. */
interface Round {
	readonly steps: readonly Step[]
	readonly asked: readonly Query[]
}

/**
 * Pops the most promising nodes, asks for them, adds what comes, recomputes, until nothing or no budget is left. When the time is
 * up, what is being asked is left: the search ends where one with a budget of that many look-ups ends.
 */
export async function* expand(search: Search, options: ExpandOptions): AsyncGenerator<TraceEvent, void> {
	const { deadline, spent } = options
	const { lookups = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	let isLate = deadline.isOver
	let most = isLate ? 0 : lookups - spent
	const queries = seedQueries(search.seeds).map((query) => bounded(search, query))
	const hubs = hubRule(search)
	// What asks nothing is followed when the time is up, too.
	let asking: AskOptions = { signal: isLate ? deadline.given : deadline.signal }
	let round: Round = { steps: [], asked: affordable(search, queries, (query) => query, most) }
	if (round.asked.length < queries.length) search.interrupted = isLate ? 'seconds' : 'lookups'

	for (let count = 0; !isDone(round); count++) {
		const { steps, asked } = round
		const cost = search.inquiry.costOf(asked, asking.hubs)
		const answers = await search.inquiry.ask(asked, asking)
		if (answers === null || deadline.given?.aborted === true) search.crossings.withdraw()
		if (deadline.given?.aborted === true) break
		if (answers !== null) {
			search.lookups += cost
			takeAnswers(search, answers)
			if (count === 0) followSeeds(search, answers)
			else follow(search, steps, answers)
			yield* settled(search, 'roughly')
			const open = search.frontier.size
			yield { kind: 'round', round: count, asked: asked.length, lookups: spent + search.lookups, open }
		} else if (count === 0) {
			search.interrupted = 'seconds'
			break
		}
		round = yield* nextRound(search, most)
		if (!isLate && !isDone(round) && deadline.isOver) {
			isLate = true
			search.crossings.withdraw()
			most = search.lookups
			round = yield* nextRound(search, most)
		}
		// What a seed names is followed, however many it deals with.
		asking = { signal: isLate ? deadline.given : deadline.signal, hubs }
	}
	yield* settled(search, 'exactly')
	if (deadline.given?.aborted === true) search.interrupted = 'aborted'
	else if (search.interrupted === null && (search.frontier.next(1).length > 0 || search.crossings.isOpen))
		search.interrupted = isLate ? 'seconds' : 'lookups'
	if (search.interrupted === null && search.looksBehindMixes) {
		yield* (await import('./expandLeads.js')).expandLeads(search, options)
		yield* settled(search, 'exactly')
	}
	if (search.interrupted === null && search.looksBehindMixes)
		yield* (await import('./expandPools.js')).expandPools(search, options)
	search.conclude()
}

const isDone = ({ steps, asked }: Round): boolean => steps.length === 0 && asked.length === 0

/** What is followed and asked next. */
function* nextRound(search: Search, most: number): Generator<TraceEvent, Round> {
	let steps = nextSteps(search, most)
	if (steps.length === 0) {
		yield* settled(search, 'exactly')
		steps = nextSteps(search, most)
	}
	const wanted = steps.flatMap(({ query }) => query ?? [])
	const left = most - search.lookups - search.inquiry.costOf(wanted, hubRule(search))
	wanted.push(...search.crossings.queries(left).map((query) => bounded(search, query)))
	return { steps, asked: [...new Map(wanted.map((query) => [keyOf(query), query])).values()] }
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

function nextSteps(search: Search, most: number): Step[] {
	if (search.interrupted !== null) return []
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

function followSeeds(search: Search, answers: readonly Answer[]): void {
	const failed = new Set(answers.flatMap((answer) => (answer.failed === true ? answer.query.subject : [])))
	if (search.interrupted === null) checkSeedsKnown(search.options.seeds, search.options.graph.view, failed)
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
		for (const { id, kind } of transactions) {
			const transaction = kind === 'utxo' ? search.view.transaction(id) : undefined
			if (transaction?.kind === 'utxo') search.runs.touch(transaction)
		}
	}
}
