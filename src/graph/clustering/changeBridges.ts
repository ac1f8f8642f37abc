import type { ClusterGroups } from './clusterGroups.js'
import { joinedBy } from './joint.js'
import type { JointBook } from './jointBook.js'

/** Some accounts of one cluster, with the joints that join them. */
export interface Piece {
	readonly members: ArrayLike<number>
	/** In the order in which they were made. */
	readonly joints: ArrayLike<number>
}

/**
 * Change joints without any of which a piece would fall into two parts that are both larger than `most`: bridges of the
 * evidence graph (Tarjan, Information Processing Letters 2, 1974), found without recursion. Ascending.
 * Cost: linear in the piece.
 */
export function changeBridges(piece: Piece, book: JointBook, groups: ClusterGroups, most: number): number[] {
	const graph = localGraph(piece, book)
	const weights = new Uint32Array(graph.nodes)
	let total = 0
	for (let i = 0; i < piece.members.length; i++) {
		const weight = groups.shadows[piece.members[i] as number] === 1 ? 0 : 1
		weights[i] = weight
		total += weight
	}
	const found: number[] = []
	forEachBridge(graph, weights, (edge, below) => {
		const joint = graph.changes[edge] as number
		if (joint >= 0 && below > most && total - below > most) found.push(joint)
	})
	return found.sort((a, b) => a - b)
}

/** Members first, then one node for each joint that joins everybody it names. */
interface LocalGraph {
	readonly nodes: number
	readonly ends: readonly (readonly [number, number])[]
	/** The joint of each edge where that is change, else -1. */
	readonly changes: readonly number[]
}

function localGraph({ members, joints }: Piece, book: JointBook): LocalGraph {
	const place = new Map(Array.from(members, (number, i) => [number, i]))
	let nodes = members.length
	const ends: [number, number][] = []
	const changes: number[] = []
	for (let i = 0; i < joints.length; i++) {
		const index = joints[i] as number
		const { kind } = book.joint(index)
		const joined = joinedBy(kind, book.members(index)).map((number) => place.get(number) as number)
		if (kind === 'control') {
			for (const member of joined) ends.push([nodes, member])
			nodes++
		} else if (joined.length === 2) ends.push(joined as [number, number])
		while (changes.length < ends.length) changes.push(kind === 'change' ? index : -1)
	}
	return { nodes, ends, changes }
}

function forEachBridge(
	graph: LocalGraph,
	weights: Uint32Array,
	visit: (edge: number, weightBelow: number) => void,
): void {
	const { starts, edges } = adjacency(graph)
	const seen = new Int32Array(graph.nodes).fill(-1)
	const low = new Int32Array(graph.nodes)
	const next = starts.slice()
	const above = new Int32Array(graph.nodes).fill(-1)
	const path: number[] = []
	let clock = 0
	for (let start = 0; start < graph.nodes; start++) {
		if (seen[start] !== -1) continue
		path.push(start)
		while (path.length > 0) {
			const node = path.at(-1) as number
			if (seen[node] === -1) {
				seen[node] = clock
				low[node] = clock++
			}
			const at = next[node] as number
			if (at < (starts[node + 1] as number)) {
				next[node] = at + 1
				const edge = edges[at] as number
				if (edge === above[node]) continue
				const [a, b] = graph.ends[edge] as readonly [number, number]
				const other = a === node ? b : a
				if (seen[other] === -1) {
					above[other] = edge
					path.push(other)
				} else low[node] = Math.min(low[node] as number, seen[other] as number)
				continue
			}
			path.pop()
			const parent = path.at(-1)
			if (parent === undefined) continue
			if ((low[node] as number) > (seen[parent] as number)) visit(above[node] as number, weights[node] as number)
			low[parent] = Math.min(low[parent] as number, low[node] as number)
			weights[parent] = (weights[parent] as number) + (weights[node] as number)
		}
	}
}

function adjacency({ nodes, ends }: LocalGraph): { starts: Uint32Array; edges: Uint32Array } {
	const starts = new Uint32Array(nodes + 1)
	for (const pair of ends) for (const node of pair) starts[node + 1] = (starts[node + 1] as number) + 1
	for (let node = 0; node < nodes; node++) starts[node + 1] = (starts[node + 1] as number) + (starts[node] as number)
	const next = starts.slice()
	const edges = new Uint32Array(ends.length * 2)
	for (const [edge, pair] of ends.entries()) {
		for (const node of pair) {
			edges[next[node] as number] = edge
			next[node] = (next[node] as number) + 1
		}
	}
	return { starts, edges }
}
