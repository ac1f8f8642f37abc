import { share } from '../model/amount.js'
import type { Attribution } from '../model/claims.js'
import type { AccountId, AssetId } from '../model/identifiers.js'
import { compareBigint, compareText } from '../model/order.js'
import type { Arrival, Endpoint, EndpointAccount, Inflow } from '../model/result.js'
import type { Node } from '../search/nodes.js'
import type { SeedRow } from '../taint/seedRow.js'
import { confidenceOf } from './confidence.js'
import type { Ending } from './endings.js'
import type { ColumnEndings, FigureTable } from './figures.js'

export interface EndpointContext {
	readonly table: FigureTable
	readonly columns: readonly ColumnEndings[]
	/** Value at endpoints under the primary rule. */
	readonly primary: readonly Ending[]
	/** All that was seeded of an asset under the primary rule. */
	readonly seeded: ReadonlyMap<AssetId, bigint>
	readonly hops: (node: string) => number
	readonly inflow: (account: AccountId) => Inflow
	readonly timeOf: (lotVia: string) => number
}

interface Group {
	readonly seedAsset: AssetId
	readonly entity: string | null
	/** Entity, or the account where no entity is named. */
	readonly key: string
	readonly nodes: Map<string, Node>
}

/** The ranked answer: one row per seed asset and entity, exact share first. Flows are filled in by the caller. */
export function rankEndpoints(context: EndpointContext): Endpoint[] {
	const rows = groupsOf(context.columns).map((group) => ({ group, row: endpointRow(context, group) }))
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

function groupsOf(columns: readonly ColumnEndings[]): Group[] {
	const groups = new Map<string, Group>()
	for (const { arrived } of columns) {
		for (const { node, lots } of arrived) {
			const entity = node.verdict.kind === 'none' ? null : node.verdict.entity
			const key = entity ?? node.account
			for (const { path } of lots) {
				if (path === null) continue
				const id = `${path.seed.asset}\n${entity === null ? 'account' : 'entity'}\n${key}`
				const group = groups.get(id) ?? { seedAsset: path.seed.asset, entity, key, nodes: new Map<string, Node>() }
				group.nodes.set(node.id, node)
				groups.set(id, group)
			}
		}
	}
	return [...groups.values()]
}

function endpointRow(context: EndpointContext, group: Group): Endpoint {
	const { seedAsset, entity, nodes } = group
	const inGroup = (ending: Ending, row: SeedRow): boolean => row.asset === seedAsset && nodes.has(ending.node.id)
	const figures = context.table.figures(inGroup)
	const amounts = arrivals(context, seedAsset, (node) => nodes.has(node.id))
	const seedAmount = amounts.reduce((sum, arrival) => sum + arrival.seedAmount, 0n)
	const assets = new Set(amounts.map((arrival) => arrival.asset))
	const amount = assets.size > 1 ? null : amounts.reduce((sum, arrival) => sum + arrival.amount, 0n)
	const attributions = attributionsOf(nodes.values())
	const verdict = [...nodes.values()].map((node) => node.verdict).find((candidate) => candidate.kind === 'stop')
	const times = context.primary
		.filter((ending) => nodes.has(ending.node.id))
		.flatMap((ending) => ending.lots)
		.flatMap(({ path }) =>
			path === null || path.seed.asset !== seedAsset || path.via === null ? [] : [context.timeOf(path.via)],
		)
	const accounts = accountRows(context, seedAsset, [...nodes.values()])
	return {
		rank: 0,
		seedAsset,
		entity,
		name: verdict?.kind === 'stop' ? verdict.name : null,
		category: [...new Set(accounts.flatMap((row) => row.category ?? []))].sort(compareText)[0] ?? null,
		totals: { amount, seedAmount, ...figures },
		accounts,
		amounts,
		share: share(seedAmount, context.seeded.get(seedAsset) ?? 0n),
		confidence: confidenceOf(attributions, figures),
		flows: [],
		attributions,
		inferred: false,
		firstArrival: times.length === 0 ? null : Math.min(...bounds(times)),
		lastArrival: times.length === 0 ? null : Math.max(...bounds(times)),
		fragile: figures.lower === 0n,
	}
}

/** Least and greatest, without spreading a long list into arguments. */
function bounds(times: readonly number[]): [number, number] {
	return times.reduce<[number, number]>(
		([low, high], time) => [Math.min(low, time), Math.max(high, time)],
		[times[0] as number, times[0] as number],
	)
}

function accountRows(context: EndpointContext, seedAsset: AssetId, nodes: readonly Node[]): EndpointAccount[] {
	const byAccount = new Map<AccountId, Node[]>()
	for (const node of nodes) byAccount.set(node.account, [...(byAccount.get(node.account) ?? []), node])
	return [...byAccount]
		.sort(([a], [b]) => compareText(a, b))
		.map(([account, own]) => ({
			account,
			category: own[0]?.verdict.kind === 'stop' ? own[0].verdict.category : null,
			hops: own.reduce((fewest, node) => Math.min(fewest, context.hops(node.id)), Number.MAX_SAFE_INTEGER),
			inflow: context.inflow(account),
			amounts: arrivals(context, seedAsset, (node) => node.account === account),
		}))
}

/** One row per seed and asset that arrived, under the primary rule; rows of 0 stand where only another rule arrives. */
function arrivals(context: EndpointContext, seedAsset: AssetId, of: (node: Node) => boolean): Arrival[] {
	const rows = new Map<string, { row: SeedRow; asset: AssetId; amount: bigint; seedAmount: bigint }>()
	const add = (ending: Ending, counts: boolean): void => {
		if (!of(ending.node)) return
		for (const { path, amount, seedAmount } of ending.lots) {
			if (path === null || path.seed.asset !== seedAsset) continue
			const key = `${path.seed.place} ${path.seed.asset} ${ending.asset}`
			const known = rows.get(key) ?? { row: path.seed, asset: ending.asset, amount: 0n, seedAmount: 0n }
			if (counts) {
				known.amount += amount
				known.seedAmount += seedAmount
			}
			rows.set(key, known)
		}
	}
	for (const ending of context.primary) add(ending, true)
	for (const { arrived } of context.columns) for (const ending of arrived) add(ending, false)
	return [...rows.values()]
		.sort((a, b) => a.row.place - b.row.place || compareText(a.row.asset, b.row.asset) || compareText(a.asset, b.asset))
		.map(({ row, asset, amount, seedAmount }) => ({
			seed: row.seed,
			asset,
			seedAsset,
			seedAmount,
			amount,
			...context.table.figures((ending, other) => other === row && ending.asset === asset && of(ending.node)),
		}))
}

function attributionsOf(nodes: Iterable<Node>): Attribution[] {
	const unique = new Map<string, Attribution>()
	for (const { verdict } of nodes) {
		if (verdict.kind !== 'none')
			for (const attribution of verdict.attributions) unique.set(JSON.stringify(attribution), attribution)
	}
	return [...unique].sort(([a], [b]) => compareText(a, b)).map(([, attribution]) => attribution)
}
