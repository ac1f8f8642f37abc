import { canonicalJson } from '../model/canonicalJson.js'
import { digestOf } from '../model/digest.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { Node } from '../search/nodes.js'
import type { Search } from '../search/search.js'
import { RULES } from '../taint/rules.js'
import { Bounds } from './bounds.js'
import { Commingling } from './confidence/commingling.js'
import { Names } from './confidence/names.js'
import { conversions } from './conversions.js'
import { coverageRows } from './coverageRows.js'
import { endings, isEndpoint } from './endings.js'
import { EvidenceBook } from './evidenceBook.js'
import { excluded } from './excluded.js'
import { factsHash } from './factsHash.js'
import { ColumnSums, FigureTable } from './figures.js'
import { headline } from './headline.js'
import { idleSeeds, ledgerSeedRows } from './idleSeeds.js'
import { inflows } from './inflows.js'
import { ledgerRows } from './ledgerRows.js'
import { linkPassages } from './linkPassages.js'
import { idleEnd, looseEnds } from './looseEnds.js'
import { PathTable } from './pathTable.js'
import { Peels } from './peels.js'
import { rankEndpoints, withFlows } from './rankEndpoints.js'
import { rankFlows } from './rankFlows.js'
import { seededByAsset } from './seededByAsset.js'
import { asOf, overallScope, statusOf } from './statusOf.js'
import { warnings } from './warnings.js'
import { writeTaint } from './writeTaint.js'

/** Turns a finished search into the result: ranked endpoints, flows, loose ends, balanced ledger, and what to know. */
export async function buildResult(
	search: Search,
	note: ResultData['case'],
	signal: AbortSignal | undefined,
): Promise<ResultData> {
	const { data, panel } = search.options
	const { columns, primary } = search.runs
	const all = columns.map((column) => ({ column, found: endings(search, column) }))
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
		...own.map((ending) => ending.node.account),
		...sums.flatMap((column) => [...column.nodes()].map((id) => node(id).account)),
	]
	const inflow = await inflows(search, [...places, ...search.seeds.namedAccounts()], signal)
	const names = new Names(search.nodes.all())
	const ranked = rankEndpoints({ table, seeded, node, reached: endpointNodes(search), hops, inflow, names })
	const commingling = new Commingling(columns)
	const flows = rankFlows(arrived, ranked, seeded, evidence, names, commingling, peels, search.crossings)
	const idle = idleSeeds(search)
	const zeros = idle.map(({ seed, asset }) => idleEnd(search, seed, asset, inflow))
	const paths = new PathTable(loose.flatMap(({ lots }) => lots.flatMap(({ path }) => path ?? [])))
	const mixOf = (id: string) => (search.mixes.stopAt(id) === undefined ? null : id.slice(0, id.lastIndexOf(':')))
	const ends = looseEnds(loose, zeros, { hops, inflow, evidence, paths, mixOf })
	const ledger = ledgerRows(primary, ledgerSeedRows(search, idle), ranked, ends)
	const leftOut = excluded(search)
	writeTaint(search)
	linkPassages(search)

	const result: ResultData = {
		schema: 'fundtrail.trace/1',
		status: statusOf(search, ends),
		scope: overallScope(search),
		...(note === undefined ? {} : { case: note }),
		method: {
			rule: data.method,
			params: { feeTaint: data.feeTaint, mix: data.mix, opening: 'late' },
			panel: [...panel],
			configHash: search.configHash,
		},
		asOf: asOf(search),
		headline: headline({
			ruleName: RULES[data.method].name,
			seeds: search.seeds.seeds,
			endpoints: ranked,
			looseEnds: ends,
			ledger,
		}),
		warnings: warnings(search, ends, evidence, leftOut),
		endpoints: withFlows(ranked, flows, names),
		flows: flows.map(({ flow }) => flow),
		looseEnds: ends,
		paths: paths.rows,
		...conversions(search),
		ledger,
		peelChains: peels.rows(),
		...(await mixParts(search, evidence)),
		coverage: coverageRows(search),
		evidence: evidence.list(),
		attributions: attributions(search),
		entities: search.options.entities.list(),
		excluded: leftOut,
		indicators: peels.indicators(),
		lookups: search.lookups,
		factsHash: factsHash(search),
		resultHash: '',
	}
	return { ...result, resultHash: digestOf({ ...result, resultHash: undefined }) }
}

/** What is said of mixes; loaded where there are any. */
async function mixParts(
	search: Search,
	evidence: EvidenceBook,
): Promise<Pick<ResultData, 'mixes' | 'leads' | 'merges'>> {
	if (search.mixes.size === 0) return { mixes: [], leads: [], merges: [] }
	const { mixRows } = await import('./mixRows.js')
	const { leads, merges } = await import('./leads.js')
	const walk = search.leads
	return {
		mixes: mixRows(search, evidence),
		leads: walk === null ? [] : leads(search, walk),
		merges: walk === null ? [] : merges(search, walk),
	}
}

function endpointNodes(search: Search): Node[] {
	return [...search.nodes.all()].filter((node) => isEndpoint(search, node)).sort((a, b) => compareText(a.id, b.id))
}

/** Every claim about an account that value came to, in code-unit order. */
function attributions(search: Search): ResultData['attributions'] {
	const unique = new Map<string, ResultData['attributions'][number]>()
	for (const { verdict } of search.nodes.all()) {
		if (verdict.kind !== 'none') for (const claim of verdict.attributions) unique.set(canonicalJson(claim), claim)
	}
	return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, claim]) => claim)
}

/** Bounds are flows of one asset: they are not computed where value came out of a bridge in another. */
function hasBounds(search: Search): boolean {
	return search.options.panel.length > 0 && search.crossings.passages().length === 0
}
