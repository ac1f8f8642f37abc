import { BIGINTS, FlowSolver, type FlowWays, NUMBERS } from './flowSolver.js'

/** Amounts below are exact as doubles; a capacity that is not stands for one that no flow of such amounts reaches. */
const LARGE = 2n ** 53n

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
	readonly #questions = new WeakMap<readonly Supply[], Question>()

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

	/**
	 * Greatest flow from supplies to sinks. Each supply feeds its vertex with at most its amount; sinks take any amount. What
	 * several questions about the same list of supplies share is made once.
	 */
	maxFlow(supplies: readonly Supply[], sinks: ReadonlySet<number>): bigint {
		const total = supplyOf(supplies)
		if (total === 0n || sinks.size === 0) return 0n
		const question = this.#questionOf(supplies)
		const { ways, capacities, entries } = question
		const ends = new Uint8Array(ways.first.length - 1)
		for (const sink of sinks) ends[sink] = 1
		if (total >= LARGE) {
			const cut = capacities.map((capacity) => (capacity < 0n || capacity > total ? total : capacity))
			return new FlowSolver(BIGINTS, ways, cut, entries, ends).solve()
		}
		question.small ??= Float64Array.from(capacities, (capacity) =>
			capacity < 0n || capacity > LARGE ? Number(LARGE) : Number(capacity),
		)
		return new FlowSolver(NUMBERS, ways, question.small.slice(), entries, ends).solve()
	}

	#questionOf(supplies: readonly Supply[]): Question {
		const known = this.#questions.get(supplies)
		const [edges, vertices] = [this.#to.length, this.#out.length]
		if (known?.edges === edges && known.vertices === vertices) return known
		const { to, out, capacities, entries } = this.#withGroups(supplies)
		const question: Question = { edges, vertices, ways: waysOf(to, out), capacities, entries, small: null }
		this.#questions.set(supplies, question)
		return question
	}

	/** A group is a vertex that feeds its supplies, so that what one of them took can be given to another. */
	#withGroups(supplies: readonly Supply[]): Extended {
		const entries: Entry[] = []
		const groups = new Map<{ readonly limit: bigint }, Supply[]>()
		for (const supply of supplies) {
			const { group } = supply
			const members = group === undefined ? undefined : groups.get(group)
			if (group === undefined) entries.push(supply)
			else if (members === undefined) groups.set(group, [supply])
			else members.push(supply)
		}
		if (groups.size === 0) return { to: this.#to, out: this.#out, capacities: this.#capacities, entries }
		const [to, out, extended] = [[...this.#to], [...this.#out], [...this.#capacities]]
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

interface Entry {
	readonly vertex: number
	readonly amount: bigint
}

/** A network and the vertices of groups. */
interface Extended {
	readonly to: readonly number[]
	readonly out: readonly (readonly number[])[]
	readonly capacities: readonly bigint[]
	readonly entries: readonly Entry[]
}

/** What questions about one list of supplies share; out of date once the network has grown. */
interface Question {
	readonly edges: number
	readonly vertices: number
	readonly ways: FlowWays
	readonly capacities: readonly bigint[]
	readonly entries: readonly Entry[]
	/** Capacities as doubles; null before they are needed. */
	small: Float64Array | null
}

function waysOf(to: readonly number[], out: readonly (readonly number[])[]): FlowWays {
	const first = new Int32Array(out.length + 1)
	const edges = new Int32Array(to.length)
	let at = 0
	for (const [v, own] of out.entries()) {
		for (const edge of own) edges[at++] = edge
		first[v + 1] = at
	}
	return { to: Int32Array.from(to), first, edges }
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
