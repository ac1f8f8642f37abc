/**
 * A directed network with whole capacities, asked for exact maximum flows (Dinic, 1970; without recursion). Capacities
 * are cut to the greatest possible flow; where that is below 2^53 the arithmetic runs on exact doubles, else on bigint,
 * with the same outcome.
 */
export class FlowNetwork {
	/** Edge e leads to `#to[e]`; e ^ 1 is its reverse. */
	readonly #to: number[] = []
	/** Capacity of each edge; -1 is no limit. Reverses have none. */
	readonly #capacities: bigint[] = []
	readonly #out: number[][] = []

	addVertex(): number {
		return this.#out.push([]) - 1
	}

	/** An edge from `from` to `to`; null is no limit. */
	addEdge(from: number, to: number, capacity: bigint | null): void {
		;(this.#out[from] as number[]).push(this.#to.push(to) - 1)
		;(this.#out[to] as number[]).push(this.#to.push(from) - 1)
		this.#capacities.push(capacity ?? -1n, 0n)
	}

	get edges(): number {
		return this.#to.length / 2
	}

	/** Greatest flow from supplies to sinks. Each supply feeds its vertex with at most its amount; sinks take any amount. */
	maxFlow(supplies: readonly Supply[], sinks: ReadonlySet<number>): bigint {
		const total = supplyOf(supplies)
		if (total === 0n || sinks.size === 0) return 0n
		const cut = this.#capacities.map((capacity) => (capacity < 0n || capacity > total ? total : capacity))
		const { to, out, capacities, entries } = this.#withGroups(cut, supplies)
		if (total >= 2n ** 53n) return new Solver(BIGINTS, to, out, capacities, entries, sinks).solve()
		return new Solver(NUMBERS, to, out, capacities.map(Number), entries, sinks).solve()
	}

	/** A group is a vertex that feeds its supplies, so that what one of them took can be given to another. */
	#withGroups(capacities: bigint[], supplies: readonly Supply[]): Question {
		const entries: { vertex: number; amount: bigint }[] = []
		const groups = new Map<{ readonly limit: bigint }, Supply[]>()
		for (const supply of supplies) {
			const { group } = supply
			const members = group === undefined ? undefined : groups.get(group)
			if (group === undefined) entries.push(supply)
			else if (members === undefined) groups.set(group, [supply])
			else members.push(supply)
		}
		if (groups.size === 0) return { to: this.#to, out: this.#out, capacities, entries }
		const [to, out, extended] = [[...this.#to], [...this.#out], [...capacities]]
		for (const [{ limit }, members] of groups) {
			const own: number[] = []
			for (const { vertex, amount } of members) {
				const edge = to.push(vertex, out.length) - 2
				own.push(edge)
				out[vertex] = [...(out[vertex] as number[]), edge + 1]
				extended.push(amount < limit ? amount : limit, 0n)
			}
			entries.push({ vertex: out.push(own) - 1, amount: limit })
		}
		return { to, out, capacities: extended, entries }
	}
}

/** Value that can enter at a vertex. Supplies with the same `group` share its limit. */
export interface Supply {
	readonly vertex: number
	readonly amount: bigint
	readonly group?: { readonly limit: bigint }
}

/** A network with all that is needed for one question. */
interface Question {
	readonly to: readonly number[]
	readonly out: readonly (readonly number[])[]
	readonly capacities: bigint[]
	readonly entries: readonly { readonly vertex: number; readonly amount: bigint }[]
}

/** All that can be supplied. */
export function supplyOf(supplies: readonly Supply[]): bigint {
	const groups = new Map<{ readonly limit: bigint }, bigint>()
	let total = 0n
	for (const { amount, group } of supplies) {
		if (group === undefined) total += amount
		else groups.set(group, (groups.get(group) ?? 0n) + amount)
	}
	for (const [group, sum] of groups) total += sum < group.limit ? sum : group.limit
	return total
}

/** The little arithmetic that the solver needs, so that it runs on doubles and on bigint alike. */
interface Arithmetic<N> {
	readonly zero: N
	of(amount: bigint): N
	to(amount: N): bigint
	add(a: N, b: N): N
	subtract(a: N, b: N): N
}

const NUMBERS: Arithmetic<number> = { zero: 0, of: Number, to: BigInt, add: (a, b) => a + b, subtract: (a, b) => a - b }
const BIGINTS: Arithmetic<bigint> = {
	zero: 0n,
	of: (a) => a,
	to: (a) => a,
	add: (a, b) => a + b,
	subtract: (a, b) => a - b,
}

interface Entry<N> {
	readonly vertex: number
	left: N
}

/** One question: what is left of each capacity and supply. */
class Solver<N extends number | bigint> {
	readonly #entries: Entry<N>[] = []
	readonly #level: Int32Array
	readonly #next: Int32Array
	/** While set, levels are places in an order without circles, in which every edge leads down. */
	#descends = false

	constructor(
		private readonly n: Arithmetic<N>,
		private readonly to: readonly number[],
		private readonly out: readonly (readonly number[])[],
		private readonly left: N[],
		entries: Question['entries'],
		private readonly sinks: ReadonlySet<number>,
	) {
		for (const { vertex, amount } of entries) this.#entries.push({ vertex, left: n.of(amount) })
		this.#level = new Int32Array(out.length)
		this.#next = new Int32Array(out.length)
	}

	solve(): bigint {
		// Long chains have as many distances as steps: most of the flow is found at once, whatever the distance.
		this.#descend()
		let flow = this.n.zero
		for (const entry of this.#entries) flow = this.n.add(flow, this.#drain(entry))
		this.#descends = false
		while (this.#layer()) for (const entry of this.#entries) flow = this.n.add(flow, this.#drain(entry))
		return this.n.to(flow)
	}

	/** Numbers what can be reached in the order in which a depth-first walk leaves it; edges that close a circle lead up. */
	#descend(): void {
		const { out, to, left, sinks } = this
		const level = this.#level.fill(-1)
		const next = this.#next.fill(0)
		const seen = new Uint8Array(out.length)
		let count = 0
		for (const { vertex } of this.#entries) {
			const path = seen[vertex] === 1 ? [] : [vertex]
			seen[vertex] = 1
			for (let v = path.at(-1); v !== undefined; v = path.at(-1)) {
				const e = sinks.has(v) ? undefined : (out[v] as readonly number[])[next[v] as number]
				if (e === undefined) {
					level[v] = count++
					path.pop()
					continue
				}
				next[v] = (next[v] as number) + 1
				const w = to[e] as number
				if (seen[w] === 1 || (left[e] as N) <= this.n.zero) continue
				seen[w] = 1
				path.push(w)
			}
		}
		next.fill(0)
		this.#descends = true
	}

	/** Distances from the supplies along what is left; false where no sink can be reached. */
	#layer(): boolean {
		const level = this.#level.fill(-1)
		this.#next.fill(0)
		const queue: number[] = []
		for (const entry of this.#entries) {
			if (entry.left <= this.n.zero || level[entry.vertex] !== -1) continue
			level[entry.vertex] = 0
			queue.push(entry.vertex)
		}
		let reached = false
		for (let at = 0; at < queue.length; at++) {
			const v = queue[at] as number
			if (this.sinks.has(v)) {
				reached = true
				continue
			}
			for (const e of this.out[v] as readonly number[]) {
				const w = this.to[e] as number
				if (level[w] !== -1 || (this.left[e] as N) <= this.n.zero) continue
				level[w] = (level[v] as number) + 1
				queue.push(w)
			}
		}
		return reached
	}

	/** Sends what an entry has along the layers: depth first, with an explicit path and a current edge per vertex. */
	#drain(entry: Entry<N>): N {
		const { sinks, to, left } = this
		const path: number[] = []
		let flow = this.n.zero
		for (let v = entry.vertex; ; ) {
			if (entry.left <= this.n.zero) return flow
			if (sinks.has(v)) {
				const part = this.#push(path, entry.left)
				entry.left = this.n.subtract(entry.left, part)
				flow = this.n.add(flow, part)
				// Back to the tail of the first edge that is full now; to the start where the supply ran dry.
				const full = path.findIndex((e) => (left[e] as N) <= this.n.zero)
				if (full < 0) return flow
				v = to[(path[full] as number) ^ 1] as number
				path.length = full
				continue
			}
			const e = this.#edge(v)
			if (e === undefined) {
				const back = path.pop()
				if (back === undefined) return flow
				v = to[back ^ 1] as number
				this.#next[v] = (this.#next[v] as number) + 1
				continue
			}
			const w = to[e] as number
			if ((left[e] as N) > this.n.zero && this.#leads(v, w)) {
				path.push(e)
				v = w
			} else this.#next[v] = (this.#next[v] as number) + 1
		}
	}

	/**
	 * The edge of a vertex to try next. On the way down the last one comes first: networks in time join a state to the next
	 * before they add what leaves it, and what leaves early is in nobody's way later.
	 */
	#edge(v: number): number | undefined {
		const edges = this.out[v] as readonly number[]
		const next = this.#next[v] as number
		return edges[this.#descends ? edges.length - 1 - next : next]
	}

	#leads(v: number, w: number): boolean {
		const [from, to] = [this.#level[v] as number, this.#level[w] as number]
		return this.#descends ? to >= 0 && to < from : to === from + 1
	}

	#push(path: readonly number[], rest: N): N {
		let part = rest
		for (const e of path) if ((this.left[e] as N) < part) part = this.left[e] as N
		for (const e of path) {
			this.left[e] = this.n.subtract(this.left[e] as N, part)
			this.left[e ^ 1] = this.n.add(this.left[e ^ 1] as N, part)
		}
		return part
	}
}
