import { canonicalJson, canonicalPieces } from '../model/canonicalJson.js'
import type { Coverage, CoverageReason } from '../model/coverage.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'
import { excluded } from './excluded.js'
import { factsHash } from './factsHash.js'
import { endings } from './flows/endings.js'
import { PathTable } from './flows/pathTable.js'
import { longDigest } from './longDigest.js'
import { type Finished, type ResultPart, resultPart } from './resultPart.js'
import { asOf, overallScope } from './statusOf.js'
import type { PriceDesk } from './values/priceDesk.js'

/**
 * Turns finished searches of one question, one for each direction, into the result: ranked endpoints, flows, loose ends,
 * balanced ledger, and what to know.
 */
export async function buildResult(
	searches: readonly [Search, ...Search[]],
	note: ResultData['case'],
	signal: AbortSignal | undefined,
): Promise<ResultData> {
	const [first] = searches
	const { data, panel } = first.options
	const finished = searches.map(finish)
	const paths = new PathTable(finished.flatMap(loosePaths))
	const leftOut = excluded(searches)
	const desk = await priceDesk(first)
	const parts: ResultPart[] = []
	for (const search of finished) parts.push(await resultPart(search, { paths, leftOut, desk, signal }))
	const conversions = parts.find((part) => part.conversions !== undefined)?.conversions
	const pools = parts.find((part) => part.pools !== undefined)?.pools
	const payouts = parts.flatMap((part) => part.payoutLeads ?? [])
	const result: ResultData = {
		schema: 'fundtrail.trace/1',
		status: parts.every(({ status }) => status === 'complete') ? 'complete' : 'partial',
		scope: overallScope(first),
		...(note === undefined ? {} : { case: note }),
		method: {
			rule: data.method,
			params: { feeTaint: data.feeTaint, mix: data.mix, opening: 'late' },
			panel: [...panel],
			configHash: first.configHash,
		},
		asOf: asOf(first),
		headline: parts.flatMap((part) => part.headline),
		warnings: unique(parts.flatMap((part) => part.warnings)),
		endpoints: parts.flatMap((part) => part.endpoints),
		flows: parts.flatMap((part) => part.flows),
		looseEnds: parts.flatMap((part) => part.looseEnds),
		paths: paths.rows,
		...(conversions === undefined ? {} : { conversions }),
		...(desk === null ? {} : { prices: { currency: desk.book.currency, used: desk.used() } }),
		ledger: parts.flatMap((part) => part.ledger),
		peelChains: onceEach(parts.flatMap((part) => part.peelChains)),
		mixes: parts.flatMap((part) => part.mixes),
		leads: parts.flatMap((part) => part.leads),
		...(payouts.length === 0 ? {} : { payoutLeads: payouts }),
		merges: parts.flatMap((part) => part.merges),
		...(pools === undefined ? {} : { pools }),
		coverage: oncePerQuery(parts.flatMap((part) => part.coverage)),
		evidence: sorted(onceEach(parts.flatMap((part) => part.evidence)), ({ id }) => id),
		attributions: sorted(unique(parts.flatMap((part) => part.attributions)), canonicalJson),
		entities: first.options.entities.list(),
		excluded: leftOut,
		indicators: onceEach(parts.flatMap((part) => part.indicators)),
		lookups: searches.reduce((sum, { lookups }) => sum + lookups, 0),
		factsHash: await factsHash(searches),
		resultHash: '',
	}
	return { ...result, resultHash: await longDigest(canonicalPieces({ ...result, resultHash: undefined })) }
}

async function priceDesk({ options: { prices } }: Search): Promise<PriceDesk | null> {
	if (prices === null) return null
	const { PriceDesk } = await import('./values/priceDesk.js')
	return new PriceDesk(prices)
}

function finish(search: Search): Finished {
	return { search, ends: endings(search) }
}

function loosePaths({ ends }: Finished) {
	const loose = (ends[0]?.found ?? []).filter(({ stop }) => stop !== null)
	return loose.flatMap(({ lots }) => lots.flatMap(({ path }) => path ?? []))
}

function unique<T extends object>(rows: readonly T[]): T[] {
	return [...new Map(rows.map((row) => [canonicalJson(row), row])).values()]
}

function sorted<T>(rows: readonly T[], key: (row: T) => string): T[] {
	return [...rows].sort((a, b) => compareText(key(a), key(b)))
}

/** Both directions may have asked the same: one row, with what either found. */
function oncePerQuery(rows: readonly Coverage[]): Coverage[] {
	const counts = new Map<string, number>()
	for (const row of rows) counts.set(subjectOf(row), (counts.get(subjectOf(row)) ?? 0) + 1)
	const byQuery = new Map<string, Coverage>()
	for (const row of rows) {
		const { reasons, ...query } = row
		// Only where two rows are about the same has all of what was asked to be held against each other.
		const key = counts.get(subjectOf(row)) === 1 ? subjectOf(row) : canonicalJson(query)
		const known = byQuery.get(key)
		byQuery.set(key, known === undefined ? row : { ...row, reasons: union(known.reasons, reasons) })
	}
	return [...byQuery.values()]
}

const subjectOf = ({ subject: { chain, account, output, transaction } }: Coverage): string =>
	account ?? output ?? transaction ?? chain

function union(a: readonly CoverageReason[], b: readonly CoverageReason[]): CoverageReason[] {
	return [...new Set([...a, ...b])].sort(compareText)
}

/** What both directions found is told as the first of them found it. */
function onceEach<T extends { readonly id: string }>(rows: readonly T[]): T[] {
	const byId = new Map<string, T>()
	for (const row of rows) if (!byId.has(row.id)) byId.set(row.id, row)
	return [...byId.values()]
}
