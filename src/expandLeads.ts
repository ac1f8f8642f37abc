import type { ExpandOptions, TraceEvent } from './expand.js'
import { LeadWalk } from './search/leadWalk.js'
import { queryOf } from './search/queries/queryOf.js'
import type { Search } from './search/search.js'
import { takeAnswers } from './search/takeAnswers.js'

/** Looks behind the mixes that value entered, for what it can have come to: once all that is certain was followed. */
export async function* expandLeads(
	search: Search,
	{ deadline, spent }: ExpandOptions,
): AsyncGenerator<TraceEvent, void> {
	const { lookups = Number.MAX_SAFE_INTEGER } = search.options.data.budget
	const most = lookups - spent
	const walk = new LeadWalk(search)
	search.leads = walk
	let round = walk.next(most - search.lookups)
	for (let count = 0; round.length > 0; count++) {
		const asked = round.flatMap(({ output }) => queryOf(search, { kind: 'output', id: output.id }) ?? [])
		const cost = search.inquiry.costOf(asked)
		const answers = deadline.isOver ? null : await search.inquiry.ask(asked, { signal: deadline.signal })
		if (answers === null || deadline.given?.aborted === true) {
			search.interrupted = deadline.given?.aborted === true ? 'aborted' : 'seconds'
			return
		}
		search.lookups += cost
		takeAnswers(search, answers)
		walk.follow(round)
		round = walk.next(most - search.lookups)
		yield { kind: 'round', round: count, asked: asked.length, lookups: spent + search.lookups, open: round.length }
	}
	if (walk.next(1).length > 0) search.interrupted = 'lookups'
}
