/**
 * Number of the strongly connected component of each vertex 0..count-1 of a directed graph with the edges
 * from[i] → to[i]; an edge with a negative end is none. Numbers are arbitrary, equal within a component. Tarjan's
 * algorithm (SIAM J. Comput. 1(2), 1972) with a stack of its own, since a chain of 10^5 vertices overflows the call stack.
 * Linear in vertices and edges.
 */
export function strongComponents(count: number, from: readonly number[], to: readonly number[]): Int32Array {
	const { first, target } = adjacency(count, from, to)
	const component = new Int32Array(count).fill(-1)
	const found = new Int32Array(count).fill(-1)
	const low = new Int32Array(count)
	const cursor = first.slice(0, count)
	const open: number[] = []
	const path: number[] = []
	let clock = 0
	let components = 0
	const enter = (v: number): void => {
		found[v] = low[v] = clock++
		open.push(v)
		path.push(v)
	}
	for (let root = 0; root < count; root++) {
		if (found[root] !== -1) continue
		enter(root)
		for (let v = path.at(-1); v !== undefined; v = path.at(-1)) {
			const at = cursor[v] as number
			if (at < (first[v + 1] as number)) {
				cursor[v] = at + 1
				const w = target[at] as number
				if (found[w] === -1) enter(w)
				else if (component[w] === -1) low[v] = Math.min(low[v] as number, found[w] as number)
				continue
			}
			path.pop()
			if (low[v] === found[v]) {
				let member: number
				do {
					member = open.pop() as number
					component[member] = components
				} while (member !== v)
				components++
			}
			const parent = path.at(-1)
			if (parent !== undefined) low[parent] = Math.min(low[parent] as number, low[v] as number)
		}
	}
	return component
}

/** Targets of the edges by source vertex: those of v stand at first[v]..first[v + 1]. */
function adjacency(
	count: number,
	from: readonly number[],
	to: readonly number[],
): { first: Int32Array; target: Int32Array } {
	const first = new Int32Array(count + 1)
	const isEdge = (i: number): boolean => (from[i] as number) >= 0 && (to[i] as number) >= 0
	for (const [i, source] of from.entries()) if (isEdge(i)) first[source + 1] = (first[source + 1] as number) + 1
	for (let v = 0; v < count; v++) first[v + 1] = (first[v + 1] as number) + (first[v] as number)
	const next = first.slice()
	const target = new Int32Array(first[count] as number)
	for (const [i, source] of from.entries()) {
		if (!isEdge(i)) continue
		const at = next[source] as number
		target[at] = to[i] as number
		next[source] = at + 1
	}
	return { first, target }
}
