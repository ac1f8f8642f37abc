/** Edges that leave (or enter) each node: those of node n are `other[start[n]]` to `other[start[n + 1] - 1]`. */
export interface Edges {
	readonly start: Int32Array
	readonly other: Int32Array
	readonly amount: Float64Array
	/** Amounts of each node's edges together. */
	readonly sum: Float64Array
}

/** A directed graph with amounts, readable both ways. */
export interface ValueGraph {
	readonly nodes: number
	readonly out: Edges
	readonly in: Edges
}

export function valueGraph(
	nodes: number,
	from: ArrayLike<number>,
	to: ArrayLike<number>,
	amounts: ArrayLike<number>,
): ValueGraph {
	return { nodes, out: edges(nodes, from, to, amounts), in: edges(nodes, to, from, amounts) }
}

function edges(nodes: number, near: ArrayLike<number>, far: ArrayLike<number>, amounts: ArrayLike<number>): Edges {
	const start = new Int32Array(nodes + 1)
	const sum = new Float64Array(nodes)
	for (let edge = 0; edge < near.length; edge++) {
		const node = near[edge] as number
		start[node + 1] = (start[node + 1] as number) + 1
		sum[node] = (sum[node] as number) + (amounts[edge] as number)
	}
	for (let node = 0; node < nodes; node++) start[node + 1] = (start[node + 1] as number) + (start[node] as number)
	const next = start.slice()
	const other = new Int32Array(near.length)
	const amount = new Float64Array(near.length)
	for (let edge = 0; edge < near.length; edge++) {
		const node = near[edge] as number
		const at = next[node] as number
		next[node] = at + 1
		other[at] = far[edge] as number
		amount[at] = amounts[edge] as number
	}
	return { start, other, amount, sum }
}
