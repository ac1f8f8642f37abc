import type { Bounds } from './bounds.js'
import { lesser } from './lesser.js'

interface Arc {
	readonly from: number
	readonly to: number
	readonly capacity: bigint
}

/**
 * Places through which value can flow, with two kinds of supply: what enters in any case, and what may enter. Value
 * ends at named exits. Every unit of supply that enters in any case must be able to reach some exit.
 */
export class FlowNetwork {
	static readonly sure = 0
	static readonly possible = 1
	readonly #arcs: Arc[] = []
	readonly #exits: (Omit<Arc, 'to'> & { readonly names: readonly string[] })[] = []
	#nodes = 2

	node(): number {
		return this.#nodes++
	}

	arc(from: number, to: number, capacity: bigint): void {
		if (capacity > 0n) this.#arcs.push({ from, to, capacity })
	}

	/** Where value can end; an exit without a name is counted at no place. */
	exit(from: number, capacity: bigint, ...names: string[]): void {
		if (capacity > 0n) this.#exits.push({ from, capacity, names })
	}

	/** More than can ever flow. */
	get endless(): bigint {
		return 1n + this.#arcs.reduce((sum, arc) => sum + arc.capacity, 0n)
	}

	/** Least and greatest flow into the exits that stand for some places. */
	boundsAt(places: ReadonlySet<string>): Bounds {
		const isWanted = (names: readonly string[]): boolean => names.some((name) => places.has(name))
		const supply = this.#arcs.reduce((sum, arc) => sum + (arc.from === FlowNetwork.sure ? arc.capacity : 0n), 0n)
		const everywhere = this.#greatest([FlowNetwork.sure], () => true)
		if (everywhere !== supply) throw new Error(`${supply} enters, only ${everywhere} can leave`)
		const elsewhere = this.#greatest([FlowNetwork.sure], (names) => !isWanted(names))
		return {
			least: supply - elsewhere,
			greatest: this.#greatest([FlowNetwork.sure, FlowNetwork.possible], isWanted),
		}
	}

	/** Edmonds and Karp: one shortest augmenting path after another. */
	#greatest(sources: readonly number[], isOpen: (names: readonly string[]) => boolean): bigint {
		const [source, sink] = [this.#nodes, this.#nodes + 1]
		const ends: number[] = []
		const room: bigint[] = []
		const leaving: number[][] = Array.from({ length: sink + 1 }, () => [])
		const add = (from: number, to: number, capacity: bigint): void => {
			leaving[from]!.push(ends.length)
			leaving[to]!.push(ends.length + 1)
			ends.push(to, from)
			room.push(capacity, 0n)
		}
		for (const from of sources) add(source, from, this.endless)
		for (const { from, to, capacity } of this.#arcs) add(from, to, capacity)
		for (const { from, capacity, names } of this.#exits) if (isOpen(names)) add(from, sink, capacity)
		let flow = 0n
		for (;;) {
			const path = shortest(source, sink, leaving, ends, room)
			if (path === null) return flow
			const width = path.map((arc) => room[arc]!).reduce(lesser)
			for (const arc of path) {
				room[arc]! -= width
				// An arc and its way back stand side by side.
				room[arc ^ 1]! += width
			}
			flow += width
		}
	}
}

/** Arcs of a shortest path with room, from the sink back to the source; null where there is none. */
function shortest(
	source: number,
	sink: number,
	leaving: readonly (readonly number[])[],
	ends: readonly number[],
	room: readonly bigint[],
): number[] | null {
	const reachedBy = new Map<number, number>([[source, -1]])
	const queue = [source]
	for (const node of queue) {
		for (const arc of leaving[node]!) {
			if (room[arc]! === 0n || reachedBy.has(ends[arc]!)) continue
			reachedBy.set(ends[arc]!, arc)
			queue.push(ends[arc]!)
		}
		if (reachedBy.has(sink)) break
	}
	if (!reachedBy.has(sink)) return null
	const path: number[] = []
	for (let node = sink; node !== source; node = ends[path.at(-1)! ^ 1]!) path.push(reachedBy.get(node)!)
	return path
}
