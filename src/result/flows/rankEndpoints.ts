import { share } from '../../model/amount.js'
import { canonicalJson } from '../../model/canonicalJson.js'
import type { Attribution } from '../../model/claims.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import { compareBigint, compareText } from '../../model/order.js'
import type { Arrival, Endpoint, EndpointAccount, Inflow } from '../../model/result.js'
import type { Node } from '../../search/node.js'
import { endpointConfidence } from '../confidence/endpointConfidence.js'
import type { Names } from '../confidence/names.js'
import type { FigureTable, Sum } from '../figures.js'
import type { RankedFlow } from './rankFlows.js'

export interface EndpointContext {
	readonly table: FigureTable
	/** All that was seeded of an asset under the primary rule. */
	readonly seeded: ReadonlyMap<AssetId, bigint>
	readonly node: (id: string) => Node
	/** Every endpoint node that value can have come to, in code-unit order. */
	readonly reached: readonly Node[]
	readonly hops: (node: string) => number
	readonly inflow: (account: AccountId) => Inflow
	readonly names: Names
}

/** The endpoint nodes of one row: those of an entity, or of an account where no entity is named. */
interface Group {
	readonly seedAsset: AssetId
	readonly entity: string | null
	readonly key: string
	readonly nodes: string[]
	/** All endpoint nodes of the entity, also those that no column reaches. */
	readonly place: readonly Node[]
}

/** The ranked answer: one row per seed asset and entity, exact share first. `withFlows` fills in flows and times. */
export function rankEndpoints(context: EndpointContext): Endpoint[] {
	const rows = groupsOf(context).map((group) => ({ group, row: endpointRow(context, group) }))
	rows.sort(
		(a, b) =>
			compareText(a.group.seedAsset, b.group.seedAsset) ||
			compareBigint(b.row.totals.seedAmount, a.row.totals.seedAmount) ||
			compareText(a.group.key, b.group.key),
	)
	const ranks = new Map<AssetId, number>()
	return rows.map(({ row }) => {
		const rank = (ranks.get(row.seedAsset) ?? 0) + 1
		ranks.set(row.seedAsset, rank)
		return { ...row, rank }
	})
}

function groupsOf({ table, node, reached }: EndpointContext): Group[] {
	const groups = new Map<string, Group>()
	const places = new Map<string, Node[]>()
	for (const found of reached) append(places, nameOf(found), found)
	const ids = [...new Set(table.columns.flatMap((sums) => [...sums.nodes()]))].sort(compareText)
	for (const id of ids) {
		const own = node(id)
		const entity = own.verdict.kind === 'none' ? null : own.verdict.entity
		for (const seedAsset of new Set(table.columns.flatMap((sums) => sums.at(id).map(({ row }) => row.asset)))) {
			const name = `${seedAsset}\n${nameOf(own)}`
			const place = places.get(nameOf(own)) ?? []
			const group = groups.get(name) ?? { seedAsset, entity, key: entity ?? own.account, nodes: [], place }
			group.nodes.push(id)
			groups.set(name, group)
		}
	}
	return [...groups.values()]
}

/** What endpoints are grouped by: the entity, or the account where none is named. */
function nameOf({ verdict, account }: Node): string {
	return verdict.kind === 'none' || verdict.entity === null ? `account ${account}` : `entity ${verdict.entity}`
}

function endpointRow(context: EndpointContext, { seedAsset, entity, nodes, place }: Group): Endpoint {
	const ids = place.map(({ id }) => id)
	const figures = context.table.figures(nodes, ids, ({ row }) => row.asset === seedAsset)
	const amounts = arrivals(context.table, seedAsset, nodes, ids)
	const seedAmount = amounts.reduce((sum, arrival) => sum + arrival.seedAmount, 0n)
	const assets = new Set(amounts.map((arrival) => arrival.asset))
	const amount = assets.size > 1 ? null : amounts.reduce((sum, arrival) => sum + arrival.amount, 0n)
	const own = nodes.map(context.node)
	const attributions = attributionsOf(own)
	const named = own.map(({ verdict }) => verdict).find((verdict) => verdict.kind === 'stop')
	const accounts = accountRows(context, seedAsset, own, place)
	return {
		rank: 0,
		seedAsset,
		entity,
		name: named?.kind === 'stop' ? named.name : null,
		category: accounts.flatMap((row) => row.category ?? []).sort(compareText)[0] ?? null,
		totals: { amount, seedAmount, ...figures },
		accounts,
		amounts,
		share: share(seedAmount, context.seeded.get(seedAsset) ?? 0n),
		confidence: endpointConfidence(context.names.of({ attributions, accounts }), figures, []),
		flows: [],
		attributions,
		inferred: accounts.some(({ inferred }) => inferred !== undefined),
		firstArrival: null,
		lastArrival: null,
		fragile: figures.lower === 0n,
	}
}

function accountRows(
	context: EndpointContext,
	seedAsset: AssetId,
	nodes: readonly Node[],
	place: readonly Node[],
): EndpointAccount[] {
	const byAccount = new Map<AccountId, Node[]>()
	for (const node of nodes) append(byAccount, node.account, node)
	return [...byAccount]
		.sort(([a], [b]) => compareText(a, b))
		.map(([account, own]) => ({
			account,
			category: own[0]?.verdict.kind === 'stop' ? own[0].verdict.category : null,
			hops: own.reduce((fewest, node) => Math.min(fewest, context.hops(node.id)), Number.MAX_SAFE_INTEGER),
			inflow: context.inflow(account),
			amounts: arrivals(
				context.table,
				seedAsset,
				own.map(({ id }) => id),
				place.filter((node) => node.account === account).map(({ id }) => id),
			),
			...inferredOf(own),
		}))
}

/** What puts an account at its entity where no label of its own does. */
function inferredOf(nodes: readonly Node[]): Pick<EndpointAccount, 'inferred'> {
	const ids = [...new Set(nodes.flatMap(({ inferred }) => inferred?.evidence.id ?? []))].sort(compareText)
	return ids.length === 0 ? {} : { inferred: ids }
}

/** One row per seed and asset that arrives under any rule; the amounts are the primary rule's. */
function arrivals(
	table: FigureTable,
	seedAsset: AssetId,
	nodes: readonly string[],
	place: readonly string[],
): Arrival[] {
	const rows = new Map<string, { sum: Sum; amount: bigint; seedAmount: bigint }>()
	for (const [i, sums] of table.columns.entries()) {
		for (const sum of nodes.flatMap((node) => sums.at(node))) {
			if (sum.row.asset !== seedAsset) continue
			const key = `${sum.row.place} ${sum.asset}`
			const known = rows.get(key) ?? { sum, amount: 0n, seedAmount: 0n }
			if (i === 0) {
				known.amount += sum.amount
				known.seedAmount += sum.seedAmount
			}
			rows.set(key, known)
		}
	}
	return [...rows.values()]
		.sort((a, b) => a.sum.row.place - b.sum.row.place || compareText(a.sum.asset, b.sum.asset))
		.map(({ sum: { row, asset }, amount, seedAmount }) => ({
			seed: row.seed,
			asset,
			seedAsset,
			seedAmount,
			amount,
			...table.figures(nodes, place, (sum) => sum.row === row && sum.asset === asset),
		}))
}

function attributionsOf(nodes: readonly Node[]): Attribution[] {
	const unique = new Map<string, Attribution>()
	for (const { verdict } of nodes) {
		if (verdict.kind !== 'none') for (const claim of verdict.attributions) unique.set(canonicalJson(claim), claim)
	}
	return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, claim]) => claim)
}

/** Endpoints with the ids of their flows in rank order, what these rest on, and when value first and last arrived. */
export function withFlows(endpoints: readonly Endpoint[], flows: readonly RankedFlow[], names: Names): Endpoint[] {
	const own = new Map<string, RankedFlow[]>()
	for (const ranked of flows) append(own, `${ranked.flow.seedAsset} ${ranked.flow.account}`, ranked)
	return endpoints.map((endpoint) => {
		const arrived = endpoint.accounts
			.flatMap(({ account }) => own.get(`${endpoint.seedAsset} ${account}`) ?? [])
			.sort((a, b) => a.flow.rank - b.flow.rank)
		const times = arrived.map(({ flow }) => flow.arrivedAt)
		return {
			...endpoint,
			flows: arrived.map(({ flow }) => flow.id),
			confidence: endpointConfidence(
				names.of(endpoint),
				endpoint.totals,
				arrived.map(({ weight }) => weight),
			),
			firstArrival: times.reduce<number | null>((least, at) => (least === null || at < least ? at : least), null),
			lastArrival: times.reduce<number | null>((most, at) => (most === null || at > most ? at : most), null),
		}
	})
}

function append<V>(map: Map<string, V[]>, key: string, value: V): void {
	const list = map.get(key)
	if (list === undefined) map.set(key, [value])
	else list.push(value)
}
