/** The little arithmetic that the solver needs, so that it runs on doubles and on bigint alike. */
export interface Arithmetic<N> {
	readonly zero: N
	of(amount: bigint): N
	to(amount: N): bigint
	add(a: N, b: N): N
	subtract(a: N, b: N): N
}

export const NUMBERS: Arithmetic<number> = {
	zero: 0,
	of: Number,
	to: BigInt,
	add: (a, b) => a + b,
	subtract: (a, b) => a - b,
}
export const BIGINTS: Arithmetic<bigint> = {
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

/** Where each edge of a network leads; e ^ 1 is the reverse of edge e. Edges that leave vertex v: `edges[first[v]]` to `edges[first[v + 1] - 1]`. */
export interface FlowWays {
	readonly to: Int32Array
	readonly first: Int32Array
	readonly edges: Int32Array
}

/** One question to a network: what is left of each capacity and supply, until no more can flow. */
export class FlowSolver<N extends number | bigint> {
	readonly #entries: Entry<N>[] = []
	readonly #level: Int32Array
	readonly #next: Int32Array
	/** While set, levels are places in an order without circles, in which every edge leads down. */
	#descends = false

	constructor(
		private readonly n: Arithmetic<N>,
		private readonly ways: FlowWays,
		/** Capacity of each edge, changed as value flows. */
		private readonly left: { [edge: number]: N },
		entries: readonly { readonly vertex: number; readonly amount: bigint }[],
		/** 1 where a vertex is a sink. */
		private readonly sinks: Uint8Array,
	) {
		for (const { vertex, amount } of entries) this.#entries.push({ vertex, left: n.of(amount) })
		this.#level = new Int32Array(sinks.length)
		this.#next = new Int32Array(sinks.length)
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
		const { left, sinks } = this
		const { to, first, edges } = this.ways
		const { zero } = this.n
		const level = this.#level.fill(-1)
		const next = this.#next
		next.set(first.subarray(0, next.length))
		const seen = new Uint8Array(sinks.length)
		let count = 0
		for (const { vertex } of this.#entries) {
			const path = seen[vertex] === 1 ? [] : [vertex]
			seen[vertex] = 1
			for (let v = path.at(-1); v !== undefined; v = path.at(-1)) {
				const at = next[v] as number
				if (sinks[v] === 1 || at === first[v + 1]) {
					level[v] = count++
					path.pop()
					continue
				}
				next[v] = at + 1
				const e = edges[at] as number
				const w = to[e] as number
				if (seen[w] === 1 || (left[e] as N) <= zero) continue
				seen[w] = 1
				path.push(w)
			}
		}
		next.fill(0)
		this.#descends = true
	}

	/** Distances from the supplies along what is left; false where no sink can be reached. */
	#layer(): boolean {
		const { left, sinks } = this
		const { to, first, edges } = this.ways
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
			if (sinks[v] === 1) {
				reached = true
				continue
			}
			const end = first[v + 1] as number
			for (let at = first[v] as number; at < end; at++) {
				const e = edges[at] as number
				const w = to[e] as number
				if (level[w] !== -1 || (left[e] as N) <= this.n.zero) continue
				level[w] = (level[v] as number) + 1
				queue.push(w)
			}
		}
		return reached
	}

	/** Sends what an entry has along the layers: depth first, with an explicit path and a current edge per vertex. */
	#drain(entry: Entry<N>): N {
		const { sinks, left } = this
		const { to } = this.ways
		const path: number[] = []
		let flow = this.n.zero
		for (let v = entry.vertex; ; ) {
			if (entry.left <= this.n.zero) return flow
			if (sinks[v] === 1) {
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
			if (e < 0) {
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
	 * The edge of a vertex to try next; below 0 where there is none. On the way down the last one comes first: networks in time join a state to the next
	 * before they add what leaves it, and what leaves early is in nobody's way later.
	 */
	#edge(v: number): number {
		const { first, edges } = this.ways
		const [start, end, next] = [first[v] as number, first[v + 1] as number, this.#next[v] as number]
		if (start + next >= end) return -1
		return edges[this.#descends ? end - 1 - next : start + next] as number
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
