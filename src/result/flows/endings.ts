import { nativeOf } from '../../model/chains.js'
import { isFee } from '../../model/feeOutput.js'
import { type AssetId, chainOf } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { StopReason } from '../../model/stop.js'
import type { Node } from '../../search/node.js'
import { beginningAt } from '../../search/queries/beginningAt.js'
import type { Column } from '../../search/runSet.js'
import type { Search } from '../../search/search.js'
import { leastOpening } from '../../taint/accounts/leastOpening.js'
import type { Lot } from '../../taint/lot.js'
import type { TaintRun } from '../../taint/taintRun.js'
import { isFrozen } from '../evidence/frozenEvidence.js'

/** Seed value that came to rest at one node in one asset: at an endpoint (`stop` null), or loose for a reason. */
export interface Ending {
	/** The run whose lots these are. */
	readonly run: TaintRun
	readonly node: Node
	readonly asset: AssetId
	readonly stop: StopReason | null
	readonly lots: readonly Lot[]
}

/** Where all seed value is at the end of the search, under each column of rules and openings. */
export function endings(search: Search): { readonly column: Column; readonly found: readonly Ending[] }[] {
	const { columns } = search.runs
	const own = columns.map(({ runs }) => runs.map((run) => ({ run, ids: nodesOf(search, run) })))
	const all = new Set<string>()
	for (const { ids } of own.flat()) for (const id of ids) all.add(id)
	// Columns come to nearly the same nodes: those are put in order once.
	const nodes = [...all].sort(compareText).map((id) => search.nodes.get(id))
	return columns.map((column, i) => ({
		column,
		found: (own[i] ?? []).flatMap(({ run, ids }) => endingsOf(search, run, nodes, ids)),
	}))
}

function nodesOf(search: Search, run: TaintRun): Set<string> {
	return new Set([...run.arrivals.nodes(), ...run.outputs.taken(), ...search.seeds.namedAccounts()])
}

function endingsOf(search: Search, run: TaintRun, nodes: readonly Node[], ids: ReadonlySet<string>): Ending[] {
	const found: Ending[] = []
	for (const node of nodes) {
		if (!ids.has(node.id)) continue
		for (const ending of node.kind === 'output' ? atOutput(search, run, node) : atAccount(search, run, node))
			if (ending.lots.length > 0) found.push(ending)
	}
	return found
}

/** Whether value that stops at a node has reached an endpoint. */
export function isEndpoint(search: Search, node: Node): boolean {
	const { verdict } = node
	if (node.state !== 'ended' || verdict.kind !== 'stop' || node.stop !== verdict.stop) return false
	return verdict.category !== null && search.endpointCategories.has(verdict.category)
}

function atOutput(search: Search, run: TaintRun, node: Node): Ending[] {
	const { lots, stuck } = run.outputs.staying(node.id)
	const asset = nativeOf(node.chain)
	return [{ run, node, asset, stop: stuck ? stuckAt() : isEndpoint(search, node) ? null : stopOf(search, node), lots }]

	function stuckAt(): StopReason {
		return beginningAt(search, node.id) ?? 'noPrevout'
	}
}

function atAccount(search: Search, run: TaintRun, node: Node): Ending[] {
	if (node.state === 'followed') {
		const left: Ending[] = []
		for (const [asset, lots] of run.accounts.residual(node.id))
			if (lots.length > 0) left.push({ run, node, asset, stop: stopOf(search, node, asset), lots })
		return left
	}
	const byAsset = new Map<AssetId, Lot[]>()
	for (const [event, lots] of run.arrivals.events(node.id)) {
		const asset =
			run.accounts.carried(event)?.asset ?? (node.kind === 'crossing' ? nativeOf(chainOf(event)) : undefined)
		if (asset === undefined) continue
		const known = byAsset.get(asset)
		if (known === undefined) byAsset.set(asset, [...lots])
		else for (const lot of lots) known.push(lot)
	}
	const stop = isEndpoint(search, node) ? null : stopOf(search, node)
	return [...byAsset].map(([asset, lots]) => ({ run, node, asset, stop, lots }))
}

/**
 * Why value stays at a node that is no endpoint. Where a ledger paid out more than it took in, the source does not show all
 * of it, whatever it declares: then no balance is proved.
 */
export function stopOf(search: Search, node: Node, asset?: AssetId): StopReason {
	if (node.state === 'ended') return node.stop ?? 'endOfSource'
	if (node.state === 'open') {
		const { interrupted } = search
		return search.frontier.hindrance(node) ?? (interrupted === 'aborted' ? 'notFetched' : 'budget')
	}
	// A fee is never kept: where no source tells the coinbase that took it, it went on unseen.
	if (node.answered !== 'complete' || isFee(node.id)) return 'notFetched'
	if (search.window.isCut(node.id)) return 'window'
	// Where value came in unseen, or was issued, nothing shows where it is from.
	if (search.options.direction === 'backward') return 'endOfSource'
	if (asset !== undefined && isFrozen(search, node.account, asset)) return 'frozen'
	if (node.verdict.kind === 'stop' || node.verdict.kind === 'ambiguous') return 'ambiguous'
	if (search.options.sources.describe(node.chain)?.scope !== 'complete') return 'endOfSource'
	const overdrawn = asset !== undefined && leastOpening(node.id, search.options.graph.view.ledger(node.id, asset)) > 0n
	return overdrawn ? 'endOfSource' : 'held'
}
