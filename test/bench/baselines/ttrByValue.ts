import type { Residuals } from './residuals.js'
import { sharesOf, TTR, type TtrSettings } from './ttrSettings.js'
import type { Edges, ValueGraph } from './valueGraph.js'

/**
 * Tracing rank by value, without time: mass starts at the source, a part stays as rank, the rest is shared among payments
 * and receipts by amount; the node with the most residual mass is next. Ranks and what is left add up to 1.
 * Source: Wu, Liu, Wu, Zheng, Chen, IEEE TIFS 18, 2023 (its TTR with amounts as weights), with no mass lost.
 */
export function ttrByValue(
	graph: ValueGraph,
	source: number,
	residuals: Residuals,
	settings: TtrSettings = TTR,
): Float64Array {
	const rank = new Float64Array(graph.nodes)
	const spread = ({ start, other, amount, sum }: Edges, node: number, mass: number): void => {
		const perUnit = mass / (sum[node] as number)
		const end = start[node + 1] as number
		for (let edge = start[node] as number; edge < end; edge++)
			residuals.add(other[edge] as number, perUnit * (amount[edge] as number))
	}
	const has = ({ start }: Edges, node: number): boolean => (start[node + 1] as number) > (start[node] as number)

	// At the source a side without edges keeps its share as rank.
	const first = sharesOf(settings, true, true)
	rank[source] = first.rank
	for (const [edges, share] of [
		[graph.out, first.forward],
		[graph.in, first.backward],
	] as const) {
		if (has(edges, source)) spread(edges, source, share)
		else rank[source] = (rank[source] as number) + share
	}
	for (let next = residuals.pop(); next !== null; next = residuals.pop()) {
		const { node, mass } = next
		const shares = sharesOf(settings, has(graph.out, node), has(graph.in, node))
		rank[node] = (rank[node] as number) + shares.rank * mass
		if (shares.forward > 0) spread(graph.out, node, shares.forward * mass)
		if (shares.backward > 0) spread(graph.in, node, shares.backward * mass)
	}
	return rank
}
