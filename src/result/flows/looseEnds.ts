import { isRest } from '../../model/feeOutput.js'
import type { AccountId, AssetId, TransactionId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Inflow, LooseEnd } from '../../model/result.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { StopReason } from '../../model/stop.js'
import type { Search } from '../../search/search.js'
import type { EvidenceBook } from '../evidence/evidenceBook.js'
import type { Ending } from './endings.js'
import { flowGroups } from './flowGroups.js'
import type { PathTable } from './pathTable.js'

interface LooseContext {
	readonly hops: (node: string) => number
	readonly inflow: (account: AccountId) => Inflow
	readonly evidence: EvidenceBook
	readonly paths: PathTable
	/** The mix whose output a node is, where value ends for that. */
	readonly mixOf: (node: string) => TransactionId | null
}

/** Value that reached no endpoint under the primary rule: one row per place, asset, seed and reason. */
export function looseEnds(loose: readonly Ending[], idle: readonly LooseEnd[], context: LooseContext): LooseEnd[] {
	const rows = new Map<string, LooseEnd>()
	for (const ending of loose) {
		for (const { node, asset, path, amount, seedAmount } of flowGroups([ending])) {
			const key = [atOf(node), asset, path.seed.place, path.seed.asset, ending.stop].join('\n')
			const known = rows.get(key)
			const flow = { path: context.paths.placeOf(path), amount, seedAmount }
			if (known === undefined) rows.set(key, first(ending, flow, path.seed, context))
			else grow(known, flow, context.hops(node.id))
		}
	}
	for (const { flows } of rows.values()) flows.sort(compareFlows)
	return [...rows.values(), ...idle].sort(compareRows)
}

/** What left an account to nobody ends at that account, beside what stayed there for the same reason; so does what is in a bridge. */
const atOf = ({ kind, account, id }: Ending['node']): string => (kind === 'end' || kind === 'crossing' ? account : id)

type LooseFlow = LooseEnd['flows'][number]

function first(
	ending: Ending,
	flow: LooseFlow,
	seed: { readonly seed: string; readonly asset: string },
	context: LooseContext,
): LooseEnd {
	const { node, asset } = ending
	const mix = context.mixOf(node.id)
	const leftSender =
		ending.stop === 'dust' || ((ending.stop === 'burn' || ending.stop === 'frozen') && node.kind === 'end')
	const verdict = node.verdict.kind === 'none' ? null : node.verdict
	// Where a label contradicts a seed or another label, or a mix stands before it, nobody is named; the claims themselves
	// stand. Looking back, what got stuck at the seed itself did not come from it.
	const isOther = verdict?.kind === 'stop' && verdict.stop !== ending.stop
	const stuck = ending.run.options.direction === 'backward' && flow.path === null
	const named = ending.stop === 'ambiguous' || isOther || stuck ? null : verdict
	return {
		at: atOf(node),
		account: isRest(node.id) ? null : node.account,
		entity: named?.entity ?? null,
		category: named?.category ?? null,
		attributions: [...(verdict?.attributions ?? [])],
		asset,
		amount: flow.amount,
		seed: seed.seed,
		seedAsset: seed.asset,
		seedAmount: flow.seedAmount,
		stop: ending.stop as StopReason,
		// Value burnt or destroyed without an address ends at its sender, whom it left: no further step, and nothing arrived by it.
		hops: context.hops(leftSender ? node.account : node.id),
		inflow: leftSender ? [] : context.inflow(node.account),
		flows: [flow],
		evidence: mix === null ? context.evidence.ofAccount(node.account) : context.evidence.ofStep(mix, node.account),
	}
}

/** Value that nobody received, or that nobody paid, is at the account on the other side. */
/** In place: a row may gather very many flows. */
function grow(row: LooseEnd, flow: LooseFlow, hops: number): void {
	row.hops = Math.min(row.hops, hops)
	row.amount += flow.amount
	row.seedAmount += flow.seedAmount
	row.flows.push(flow)
}

function compareFlows(a: LooseFlow, b: LooseFlow): number {
	return (a.path ?? -1) - (b.path ?? -1)
}

function compareRows(a: LooseEnd, b: LooseEnd): number {
	return (
		compareText(a.seedAsset, b.seedAsset) ||
		(a.seedAmount < b.seedAmount ? 1 : a.seedAmount > b.seedAmount ? -1 : 0) ||
		compareText(a.at, b.at) ||
		compareText(a.asset, b.asset) ||
		compareText(a.stop, b.stop) ||
		compareText(a.seed, b.seed)
	)
}

/** A row of 0 for a seed that sent nothing, so that none is lost. */
export function idleEnd(
	search: Search,
	seed: ParsedSeed,
	asset: AssetId,
	inflow: (account: AccountId) => Inflow,
): LooseEnd {
	const account = seed.kind === 'account' ? seed.account : null
	const node = account === null ? null : search.nodes.get(account)
	const verdict = node === null || node.verdict.kind === 'none' ? null : node.verdict
	const unasked = node === null || node.answered === null
	return {
		at: account ?? (seed.kind === 'output' ? seed.output : seed.kind === 'transaction' ? seed.transaction : seed.id),
		account,
		entity: null,
		category: verdict?.kind === 'neutral' ? verdict.category : null,
		attributions: [...(verdict?.attributions ?? [])],
		asset,
		amount: 0n,
		seed: seed.id,
		seedAsset: asset,
		seedAmount: 0n,
		stop: unasked ? 'budget' : node.answered === 'complete' ? 'endOfSource' : 'notFetched',
		hops: 0,
		inflow: account === null ? [] : inflow(account),
		flows: [],
		evidence: [],
	}
}
