import { canonicalJson } from '../model/canonicalJson.js'
import { isRest } from '../model/feeOutput.js'
import type { DataOptions } from '../model/options.js'
import { compareText } from '../model/order.js'
import type { Endpoint, ResultData } from '../model/result.js'
import type { Node } from '../search/node.js'
import type { Column } from '../search/runSet.js'
import type { Search } from '../search/search.js'
import { takenBySeed } from '../search/takenBySeed.js'
import { RULES } from '../taint/rules/rules.js'
import { Bounds } from './bounds/bounds.js'
import { Commingling } from './confidence/commingling.js'
import { Names } from './confidence/names.js'
import { coverageRows } from './coverageRows.js'
import { EvidenceBook } from './evidence/evidenceBook.js'
import { ColumnSums, FigureTable } from './figures.js'
import { type Ending, isEndpoint } from './flows/endings.js'
import { idleEnd, looseEnds } from './flows/looseEnds.js'
import type { PathTable } from './flows/pathTable.js'
import { Peels } from './flows/peels.js'
import { rankEndpoints, withFlows } from './flows/rankEndpoints.js'
import { type RankedFlow, rankFlows } from './flows/rankFlows.js'
import { conversions } from './hops/conversions.js'
import { hopsOf } from './hops/hopsOf.js'
import { linkFees } from './hops/linkFees.js'
import { linkPassages } from './hops/linkPassages.js'
import { idleSeeds, ledgerSeedRows } from './idleSeeds.js'
import { inflows } from './inflows.js'
import { ledgerRows } from './ledgerRows.js'
import { mixParts } from './mixes/mixParts.js'
import { passageParts } from './passages/passageParts.js'
import { seededByAsset } from './seededByAsset.js'
import { statusOf } from './statusOf.js'
import type { PriceDesk } from './values/priceDesk.js'
import { headline } from './words/headline.js'
import { warnings } from './words/warnings.js'
import { writeTaint } from './writeTaint.js'

/** What one search contributes to a result: everything that can differ between two directions. */
export type ResultPart = Pick<
	ResultData,
	| 'status'
	| 'headline'
	| 'warnings'
	| 'endpoints'
	| 'flows'
	| 'looseEnds'
	| 'ledger'
	| 'coverage'
	| 'evidence'
	| 'attributions'
	| 'peelChains'
	| 'conversions'
	| 'mixes'
	| 'leads'
	| 'payoutLeads'
	| 'merges'
	| 'pools'
	| 'indicators'
>

/** A finished search, and where its value came to rest under each rule and opening, the primary one first. */
export interface Finished {
	readonly search: Search
	readonly ends: readonly { readonly column: Column; readonly found: readonly Ending[] }[]
}

/** What the directions of a result share. */
export interface ResultContext {
	readonly paths: PathTable
	readonly leftOut: ResultData['excluded']
	/** Null where no prices were given. */
	readonly desk: PriceDesk | null
	readonly signal: AbortSignal | undefined
}

/** Ranked endpoints, flows, loose ends, balanced ledger, and what to know, of one finished search. */
export async function resultPart(
	{ search, ends: all }: Finished,
	{ paths, leftOut, desk, signal }: ResultContext,
): Promise<ResultPart> {
	const { data, panel, direction } = search.options
	const { columns, primary } = search.runs
	const own = all[0]?.found ?? []
	const arrived = own.filter((ending) => ending.stop === null)
	const loose = own.filter((ending) => ending.stop !== null)
	const seeded = seededByAsset(search)
	const sums = all.map(
		({ column, found }) =>
			new ColumnSums(
				column,
				found.filter((ending) => ending.stop === null),
			),
	)
	const table = new FigureTable(sums, panel, hasBounds(search) ? new Bounds(search) : null)

	const peels = new Peels(search)
	const evidence = new EvidenceBook(search, peels.evidence())
	const hops = (node: string): number => search.runs.hops(node) ?? 0
	const node = (id: string): Node => search.nodes.get(id)
	const places = [
		...own.flatMap((ending) => (isRest(ending.node.id) ? [] : ending.node.account)),
		...sums.flatMap((column) => [...column.nodes()].map((id) => node(id).account)),
	]
	const inflow = await inflows(search, [...places, ...search.seeds.namedAccounts()], signal)
	const names = new Names(search.nodes.all())
	const byShare = rankEndpoints({ table, seeded, node, reached: endpointNodes(search), hops, inflow, names })
	const commingling = new Commingling(columns, direction)
	const flowsByShare = rankFlows(arrived, byShare, seeded, names, commingling, peels, hopsOf(search, evidence))
	const { flows, endpoints: ranked } = await inOrder(flowsByShare, byShare, desk, data.sortBy)
	const idle = idleSeeds(search)
	const zeros = idle.map(({ seed, asset }) => idleEnd(search, seed, asset, inflow))
	const mixOf = (id: string) => (search.mixes.stopAt(id) === undefined ? null : id.slice(0, id.lastIndexOf(':')))
	const ends = looseEnds(loose, zeros, { hops, inflow, evidence, paths, mixOf })
	const ledger = ledgerRows(primary, ledgerSeedRows(search, idle), ranked, ends)
	const sentences = headline({
		ruleName: RULES[data.method].name,
		direction,
		seeds: search.seeds.seeds,
		endpoints: ranked,
		looseEnds: ends,
		ledger,
	})
	const mixed = await mixParts(search, evidence, own)
	writeTaint(search)
	linkPassages(search)
	linkFees(search)
	const told = <T extends object>(rows: readonly T[]): (T & { direction?: 'backward' })[] =>
		direction === 'forward' ? [...rows] : rows.map((row) => ({ direction, ...row }))
	return {
		status: statusOf(search, ends),
		headline: told(sentences),
		warnings: warnings(search, ends, evidence, leftOut),
		endpoints: told(withFlows(ranked, flows, names)),
		flows: told(flows.map(({ flow }) => flow)),
		looseEnds: told(ends),
		ledger: told(ledger),
		coverage: coverageRows(search),
		evidence: evidence.list(),
		attributions: attributions(search),
		peelChains: peels.rows(),
		...conversions(search),
		...mixed,
		...(await passageParts(search, desk)),
		indicators: peels.indicators(),
	}
}

/** By exact share as they are, or by what they were worth; that is loaded where there are prices. */
async function inOrder(
	flows: readonly RankedFlow[],
	endpoints: readonly Endpoint[],
	desk: PriceDesk | null,
	sortBy: DataOptions['sortBy'],
): Promise<{ readonly flows: readonly RankedFlow[]; readonly endpoints: readonly Endpoint[] }> {
	if (desk === null) return { flows, endpoints }
	const { rankByValue } = await import('./values/rankByValue.js')
	return rankByValue(flows, endpoints, desk, sortBy)
}

function endpointNodes(search: Search): Node[] {
	return [...search.nodes.all()]
		.filter((node) => isEndpoint(search, node) && !(node.kind === 'output' && takenBySeed(search, node.id)))
		.sort((a, b) => compareText(a.id, b.id))
}

/** Every claim about an account that value came to, in code-unit order. */
function attributions(search: Search): ResultData['attributions'] {
	const unique = new Map<string, ResultData['attributions'][number]>()
	for (const { verdict } of search.nodes.all()) {
		if (verdict.kind !== 'none') for (const claim of verdict.attributions) unique.set(canonicalJson(claim), claim)
	}
	return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, claim]) => claim)
}

/** Not after an abort: bounds take longer than all else, and who ends a search waits for no more than what it found. */
function hasBounds({ options, interrupted }: Search): boolean {
	return options.panel.length > 0 && interrupted !== 'aborted'
}
