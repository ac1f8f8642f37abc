import { USD } from '../model/asset.js'
import { chainFacts } from '../model/chains.js'
import { isoUtc } from '../model/moment.js'
import { compareText } from '../model/order.js'
import type { LooseEnd, ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'
import type { EvidenceBook } from './evidenceBook.js'

type Warnings = ResultData['warnings']

/** What to know before use: what the sources hold, what was assumed, how old the labels are, what was not asked. */
export function warnings(search: Search, loose: readonly LooseEnd[], evidence: EvidenceBook): Warnings {
	return [
		...scope(search),
		...interrupted(search),
		...labels(search),
		...openings(evidence),
		...dollars(search),
		...untoldOrder(search),
		...contradictions(search),
		...limits(search, loose),
		...search.options.sources.warnings.map(({ code, text }) => ({ code, text })),
		notAsked(search),
	]
}

function scope(search: Search): Warnings {
	const { sources } = search.options
	return sources.chains().flatMap((chain) => {
		const held = sources.describe(chain)
		if (held === undefined) return []
		const name = chainFacts(chain)?.aliases[0] ?? chain
		const until = [
			held.height === null ? null : `block ${held.height}`,
			held.atSeconds === null ? null : isoUtc(held.atSeconds),
		]
			.filter((part) => part !== null)
			.join(', ')
		const what =
			held.scope === 'complete'
				? 'declared complete'
				: 'an excerpt: where it ends, value ends as "endOfSource", which says nothing of where it went'
		return [
			{
				code: 'scope',
				text: `What was read of ${name} (up to ${until === '' ? 'an unknown time' : until}) is ${what}.`,
			},
		]
	})
}

function interrupted(search: Search): Warnings {
	if (search.interrupted === null) return []
	const why = {
		lookups: 'the budget of look-ups was used up',
		seconds: 'the time budget was used up',
		aborted: 'it was interrupted',
	}[search.interrupted]
	return [
		{
			code: 'interrupted',
			text: `The search ended after ${search.lookups} look-ups because ${why}: this result is partial.`,
		},
	]
}

function labels(search: Search): Warnings {
	const book = search.options.labels
	if (book.size === 0) return [{ code: 'noLabels', text: 'no labels: nothing can be an endpoint' }]
	const packs = book.packs.map(
		({ title, date, tags }) => `${JSON.stringify(title)} (${tags} tags, ${date ?? 'dated tag by tag or not at all'})`,
	)
	const age = 'Labels are claims of third parties as of their date; addresses change hands and lists change.'
	const conflicts =
		book.conflicts.length === 0
			? []
			: [
					{
						code: 'actorConflict',
						text: `${book.conflicts.length} names are claimed by several actors and resolve to none.`,
					},
				]
	return [{ code: 'labels', text: `Labels used: ${packs.join('; ')}. ${age}` }, ...conflicts]
}

function openings(evidence: EvidenceBook): Warnings {
	const found = evidence.list().filter((item) => item.claim === 'opening')
	if (found.length === 0) return []
	const text = `${found.length} ledgers paid out more than the sources show coming in. The difference is taken as clean value that enters at the moment of shortfall; the bounds also hold for a least opening balance. The figure of each account stands in the evidence.`
	return [{ code: 'openingBalances', text }]
}

function dollars(search: Search): Warnings {
	if (!search.seeds.rows().some((row) => row.asset === USD)) return []
	const text =
		'Amounts in USD are values that a table gives, not units on a chain: they move with prices, and no request or letter can rest on them.'
	return [{ code: 'dollarTable', text }]
}

function untoldOrder(search: Search): Warnings {
	const { view } = search.options.graph
	const rows = new Set<string>()
	for (const id of search.nodes.followed) {
		for (const asset of view.assets(id)) {
			for (const { transfer } of view.ledger(id, asset)) if (!transfer.orderTold) rows.add(transfer.id)
		}
	}
	if (rows.size === 0) return []
	const text = `The sources do not tell the order of ${rows.size} of the rows used among those of their block or second; they are put in an order by a fixed rule.`
	return [{ code: 'orderNotTold', text }]
}

function contradictions(search: Search): Warnings {
	const disagree = [...search.disagreements].sort(compareText)
	const facts = disagree.map((id) => ({
		code: 'C_DISAGREE',
		text: `Sources contradict each other on ${id}; the first one is used.`,
	}))
	const seeds = search.seeds.seeds.flatMap((seed) => {
		const nodes = [...search.nodes.all()].filter(
			(node) =>
				node.seed &&
				(seed.kind === 'account' ? node.account === seed.account : seed.kind === 'output' && node.id === seed.output),
		)
		return nodes
			.filter(({ verdict }) => verdict.kind === 'stop' || verdict.kind === 'ambiguous')
			.map(({ id }) => ({
				code: 'C_LABEL_CONFLICT',
				text: `A label says that ${id} is a service, but it is named as a seed: nobody is named there.`,
			}))
	})
	return [...facts, ...seeds]
}

function limits(search: Search, loose: readonly LooseEnd[]): Warnings {
	const { minShare, hops } = search.options.data.budget
	const ends = new Set(loose.filter((row) => row.seedAmount > 0n).map((row) => row.stop))
	const text = {
		minShare: `Parts below ${minShare} of a seed were not followed.`,
		hops: `Nothing was followed beyond ${hops} steps.`,
	}
	return (['minShare', 'hops'] as const)
		.filter((stop) => ends.has(stop))
		.map((stop) => ({ code: stop, text: text[stop] }))
}

function notAsked(search: Search): Warnings[number] {
	const chains = search.options.sources.chains().map((chain) => chainFacts(chain)?.aliases[0] ?? chain)
	const text = `Asked: where value of the seeds went, forward, on ${chains.join(', ')}. Not asked: who funded the seeds; what happens inside services, mixers and bridges; swaps inside transactions; other chains.`
	return { code: 'notAsked', text }
}
