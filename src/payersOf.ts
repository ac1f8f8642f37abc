import type { TracedGraph } from './graph/transactionGraph.js'
import { InputError } from './model/errors.js'
import { compareBigint, compareText } from './model/order.js'
import type { TraceResult } from './traceResult.js'

/** An account that paid a seed directly. */
export interface Payer {
	/** Null where the payer is not known: value was issued, or an input was not read. */
	readonly account: string | null
	readonly seed: string
	readonly asset: string
	/** What it paid of what the seed received: on account ledgers a fact, on Bitcoin the rule's part of shared transactions. */
	readonly amount: bigint
	/** The transfers (Bitcoin: created outputs) by which it came, in code-unit order. */
	readonly transfers: readonly string[]
}

/**
 * Who paid the seeds of a trace that looked back: the last step of every path, summed by payer, the greatest first. With
 * `budget: { hops: 0 }` a trace asks no further than this: who else paid this deposit address.
 * @throws InputError where the result was read back from JSON and has no graph
 */
export function payersOf(result: TraceResult): Payer[] {
	const { graph } = result
	if (graph === undefined)
		throw new InputError('E_INPUT', 'the graph of the trace is needed, and a result that was read back has none', {
			details: { field: 'result' },
		})
	const payers = new Map<string, Omit<Payer, 'transfers'> & { readonly transfers: Set<string> }>()
	const add = (seed: string, asset: string, account: string | null, amount: bigint, transfer?: string): void => {
		const key = `${seed}\n${asset}\n${account}`
		const known = payers.get(key) ?? { account, seed, asset, amount: 0n, transfers: new Set() }
		payers.set(key, { ...known, amount: known.amount + amount })
		if (transfer !== undefined) known.transfers.add(transfer)
	}
	for (const { direction, seed, hops, account, seedAsset, seedAmount } of result.flows) {
		const last = hops.at(-1)
		if (direction === 'backward')
			add(seed, seedAsset, last === undefined ? account : last.from, seedAmount, last?.transfer)
	}
	for (const { direction, seed, account, seedAsset, flows } of result.looseEnds) {
		if (direction !== 'backward') continue
		for (const { path, seedAmount } of flows) {
			const [last, before] = result.transfersOf(path)
			const payer = last === undefined ? null : payerOf(graph, last, before, account)
			add(seed, seedAsset, payer, seedAmount, last)
		}
	}
	const rows = [...payers.values()].map((payer) => ({ ...payer, transfers: [...payer.transfers].sort(compareText) }))
	return rows.sort(
		(a, b) =>
			compareText(a.seed, b.seed) ||
			compareText(a.asset, b.asset) ||
			compareBigint(b.amount, a.amount) ||
			compareText(a.account ?? '', b.account ?? ''),
	)
}

/** The payer of a step; on Bitcoin the account of the output that it spent: the step before, or where the path ends. */
function payerOf(graph: TracedGraph, step: string, before: string | undefined, end: string | null): string | null {
	if (step.includes('#')) return graph.hasEdge(`${step}:in`) ? graph.source(`${step}:in`) : null
	return before === undefined ? end : graph.target(`${before}:out`)
}
