import { USD } from '../../model/asset.js'
import { displayText } from '../../model/displayText.js'
import { compareText } from '../../model/order.js'
import type { LooseEnd, ResultData } from '../../model/result.js'
import { tiedEvents } from '../../model/tiedEvents.js'
import type { Search } from '../../search/search.js'
import { RULES } from '../../taint/rules/rules.js'
import type { EvidenceBook } from '../evidence/evidenceBook.js'
import { mixWarning } from '../mixes/mixWarning.js'
import { isGap } from '../statusOf.js'
import { unreadSeeds } from '../unreadSeeds.js'
import { directionWarnings } from './directionWarnings.js'
import { leftOutWarnings } from './leftOutWarnings.js'
import { quoteText } from './quoteText.js'
import { tokenWarning } from './tokenWarning.js'

type Warnings = ResultData['warnings']

/** What to know before use: what the sources hold, what was assumed, how old the labels are, what was not asked. */
export function warnings(
	search: Search,
	loose: readonly LooseEnd[],
	evidence: EvidenceBook,
	excluded: ResultData['excluded'],
): Warnings {
	const { scope, lookingBack, notAsked } = directionWarnings(search)
	return [
		...scope,
		...interrupted(search, loose),
		...unanswered(search),
		...labels(search),
		...openings(search, evidence),
		...lookingBack,
		...dollars(search),
		...values(search),
		...overstated(search),
		...gas(search),
		...tokenWarning(search),
		...mixWarning(search),
		...untoldOrder(search),
		...contradictions(search),
		...refusals(search),
		...limits(search, loose),
		...leftOutWarnings(excluded),
		...search.options.sources.warnings.map(({ code, text }) => ({ code, text })),
		notAsked,
	]
}

function interrupted(search: Search, loose: readonly LooseEnd[]): Warnings {
	if (search.interrupted === null) return []
	const why = {
		lookups: 'the budget of look-ups was used up',
		seconds: 'the time budget was used up',
		aborted: 'it was interrupted',
	}[search.interrupted]
	const unread = unreadSeeds(loose).size
	const missing =
		unread === 0
			? ''
			: ` ${unread} of ${search.seeds.seeds.length} seeds were not read: their amounts are in no figure here.`
	const unbound = search.interrupted === 'aborted' ? ' Floor and ceiling were not computed.' : ''
	const text = `The search ended after ${search.lookups} look-ups because ${why}: this result is partial.${missing}${unbound}`
	return [{ code: 'interrupted', text }]
}

function unanswered(search: Search): Warnings {
	const open = search.coverage.filter(isGap).length
	if (open === 0) return []
	const text = `${open} of ${search.coverage.length} look-ups were not answered in full: this result is partial, and more may be found where they are (coverage).`
	return [{ code: 'unanswered', text }]
}

function labels(search: Search): Warnings {
	const book = search.options.labels
	const unread = skippedLabels(search)
	if (book.size === 0) return [{ code: 'noLabels', text: 'no labels: nothing can be an endpoint' }, ...unread]
	const packs = book.packs.map(({ title, tags }) => `${quoteText(title)} (${tags} tags)`)
	const age = 'A label is a claim of a third party as of its date: addresses change hands, and lists change.'
	const conflicts =
		book.conflicts.length === 0
			? []
			: [
					{
						code: 'actorConflict',
						text: `${book.conflicts.length} names are claimed by several actors and resolve to none.`,
					},
				]
	return [
		{ code: 'labels', text: `Labels: ${packs.join('; ')}. ${labelDates(search)} ${age}` },
		...conflicts,
		...unread,
	]
}

/** Rows of label packs that were not taken: a label that is missing may be the endpoint. */
function skippedLabels(search: Search): Warnings {
	return search.options.labels.skipped.map(({ pack, reason, count, examples }) => {
		const first = examples.map(({ line, text }) => `line ${line}: ${quoteText(text)}`).join('; ')
		const shown = first === '' ? '' : `, e.g. ${first}`
		return { code: 'labelsSkipped', text: `${count} rows of ${quoteText(pack)} are not used (${reason})${shown}.` }
	})
}

/** How old the labels are that this result met. */
function labelDates(search: Search): string {
	const met = [...search.nodes.all()].flatMap(({ verdict }) => (verdict.kind === 'none' ? [] : verdict.attributions))
	const dates = met.flatMap(({ date }) => date ?? []).sort(compareText)
	const undated = met.filter(({ date }) => date === null).length
	if (met.length === 0) return 'Value came to no labelled account.'
	const dated =
		dates.length === 0
			? 'None of those met here has a date.'
			: dates[0] === dates.at(-1)
				? `Those met here are dated ${dates[0]}.`
				: `Those met here are dated from ${dates[0]} to ${dates.at(-1)}.`
	return undated === 0 || dates.length === 0 ? dated : `${dated} ${undated} have no date.`
}

function openings(search: Search, evidence: EvidenceBook): Warnings {
	const found = evidence.list().filter((item) => item.claim === 'opening')
	if (found.length === 0) return []
	const complete = search.options.sources
		.chains()
		.some((chain) => search.options.sources.describe(chain)?.scope === 'complete')
	const unproved = complete
		? ' Value left in such a ledger is not called held, even where a source declares itself complete.'
		: ''
	const text = `${found.length} ${found.length === 1 ? 'account ledger' : 'account ledgers'} paid out more than the sources show coming in: there was a balance before, or income that was not read. The missing part is taken as clean value that enters at the moment of shortfall; the bounds also cover the least opening balance that explains it. The figure of each account stands in evidence.${unproved}`
	return [{ code: 'openingBalances', text }]
}

function dollars(search: Search): Warnings {
	if (!search.seeds.rows().some((row) => row.asset === USD)) return []
	const text =
		'Amounts in USD are values that a table gives, not units on a chain: they move with prices, and no request or letter can rest on them.'
	return [{ code: 'dollarTable', text }]
}

function values({ options: { prices } }: Search): Warnings {
	if (prices === null) return []
	const unit = prices.currency === null ? 'the unit of a price list' : displayText(prices.currency)
	const text = `Values in ${unit} are what arrived times the last price of the day before it arrived, as a list gives it: for display and order alone. No amount that was traced depends on them, and no request or letter can rest on them.`
	return [{ code: 'values', text }]
}

function gas({ options: { data, sources } }: Search): Warnings {
	if (data.feeTaint === 'sink' || !sources.hasLedger('account')) return []
	const text =
		'Fees on account ledgers end as fees: only those of Bitcoin transactions are carried on into the coinbases of their blocks.'
	return [{ code: 'feesEnd', text }]
}

function overstated(search: Search): Warnings {
	if (search.runs.primary.conserves) return []
	const { name } = RULES[search.options.data.method]
	const text = `The rule ${name} counts value in full after first contact: amounts overstate, and the parts add up to more than was seeded. It shows what can be reached, not how much.`
	return [{ code: 'overstated', text }]
}

function untoldOrder(search: Search): Warnings {
	const { view } = search.options.graph
	const rows = new Set<string>()
	for (const id of search.nodes.followed) {
		for (const asset of view.assets(id)) {
			for (const group of tiedEvents(view.ledger(id, asset), ({ transfer }) => transfer)) {
				for (const { transfer } of group) if (group.length > 1 || !transfer.orderTold) rows.add(transfer.id)
			}
		}
	}
	if (rows.size === 0) return []
	const text = `The sources do not tell the order of ${rows.size} ${rows.size === 1 ? 'row' : 'rows'} among those of the same block or second: these stand in an order by a fixed rule, and another order may give other amounts.`
	return [{ code: 'orderNotTold', text }]
}

function contradictions(search: Search): Warnings {
	const disagree = [...search.disagreements].sort(compareText)
	const facts = disagree.map((id) => ({
		code: 'disagreement',
		text: `Sources contradict each other on ${id}; the first one is used.`,
	}))
	if (search.options.direction === 'backward') return facts
	const seeds = search.seeds.seeds.flatMap((seed) => {
		const nodes = [...search.nodes.all()].filter(
			(node) =>
				node.seed &&
				(seed.kind === 'account' ? node.account === seed.account : seed.kind === 'output' && node.id === seed.output),
		)
		return nodes
			.filter(({ verdict }) => verdict.kind === 'stop' || verdict.kind === 'ambiguous')
			.map(({ id }) => ({
				code: 'labelConflict',
				text: `A label says that ${id} is a service, but it is named as a seed: nobody is named there.`,
			}))
	})
	return [...facts, ...seeds]
}

/** Accounts that evidence would have joined, and that were kept apart. */
function refusals(search: Search): Warnings {
	return search.options.entities.refused().map(({ rule, transaction, accounts, note }) => ({
		code: 'notJoined',
		text: `${rule} on ${transaction}: ${accounts.length} accounts are not joined: ${note}.`,
	}))
}

function limits(search: Search, loose: readonly LooseEnd[]): Warnings {
	const { minShare, hops, maxDegree } = search.options.data.budget
	const ends = new Set(loose.filter((row) => row.seedAmount > 0n).map((row) => row.stop))
	const text = {
		minShare: `Parts below ${minShare} of a seed were not followed.`,
		hops: `Accounts and outputs more than ${hops} steps from a seed were not followed.`,
		hub: `Unlabelled accounts that dealt with more than ${maxDegree} others are taken for hubs: value was not followed through them, and it may be at a service that no label names.`,
	}
	return (['minShare', 'hops', 'hub'] as const)
		.filter((stop) => ends.has(stop))
		.map((stop) => ({ code: stop, text: text[stop] }))
}
