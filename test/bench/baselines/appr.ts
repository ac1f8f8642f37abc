import type { Residuals } from './residuals.js'
import type { ValueGraph } from './valueGraph.js'

/** Part of the mass that stays, as TRacer's baseline has it. */
const ALPHA = 0.15

/** How many edges each node has, both ways together. */
export function degrees({ nodes, out, in: into }: ValueGraph): Float64Array {
	const count = (start: Int32Array, node: number): number => (start[node + 1] as number) - (start[node] as number)
	return Float64Array.from({ length: nodes }, (_, node) => count(out.start, node) + count(into.start, node))
}

/**
 * Approximate personalised PageRank by local pushes, edges undirected and unweighted. With residuals weighted by degree and
 * a threshold of eps no rank is above the exact one, nor below it by more than eps times the node's degree.
 * Source: Andersen, Chung, Lang, "Local Graph Partitioning using PageRank Vectors", FOCS 2006.
 */
export function appr(graph: ValueGraph, source: number, residuals: Residuals, alpha = ALPHA): Float64Array {
	const rank = new Float64Array(graph.nodes)
	const degree = degrees(graph)
	residuals.add(source, 1)
	for (let next = residuals.pop(); next !== null; next = residuals.pop()) {
		const { node, mass } = next
		if (degree[node] === 0) {
			rank[node] = (rank[node] as number) + mass
			continue
		}
		rank[node] = (rank[node] as number) + alpha * mass
		const part = ((1 - alpha) * mass) / (degree[node] as number)
		for (const { start, other } of [graph.out, graph.in]) {
			const end = start[node + 1] as number
			for (let edge = start[node] as number; edge < end; edge++) residuals.add(other[edge] as number, part)
		}
	}
	return rank
}
