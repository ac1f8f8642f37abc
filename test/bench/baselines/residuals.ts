import { IndexedHeap } from './indexedHeap.js'

/** Mass that was not yet pushed on, node by node. */
export interface Residuals {
	add(node: number, mass: number): void
	/** Takes the mass of the node that has most of it per weight (a tie: the lower node); null where none has enough. */
	pop(): { readonly node: number; readonly mass: number } | null
	/** Mass that is left everywhere together. */
	total(): number
}

/** Weight of each node; null where all weigh the same. */
type Weights = Float64Array | null

/** Nodes above the threshold stand in an indexed heap: finding the greatest costs the logarithm of their number. */
export class HeapResiduals implements Residuals {
	readonly #mass: Float64Array
	readonly #heap: IndexedHeap

	constructor(
		nodes: number,
		private readonly least: number,
		private readonly weights: Weights = null,
	) {
		this.#mass = new Float64Array(nodes)
		this.#heap = new IndexedHeap(this.#mass)
	}

	add(node: number, mass: number): void {
		const now = (this.#mass[node] as number) + (this.weights === null ? mass : mass / (this.weights[node] as number))
		this.#mass[node] = now
		if (now > this.least) this.#heap.raise(node)
	}

	pop(): { node: number; mass: number } | null {
		const node = this.#heap.pop()
		if (node === undefined) return null
		const mass = this.#mass[node] as number
		this.#mass[node] = 0
		return { node, mass: this.weights === null ? mass : mass * (this.weights[node] as number) }
	}

	total(): number {
		return this.#mass.reduce((sum, mass, node) => sum + mass * (this.weights?.[node] ?? 1), 0)
	}
}

/** The published way: a map of all residuals, searched from end to end for the greatest at every step. */
export class ScannedResiduals implements Residuals {
	readonly #mass = new Map<number, number>()

	constructor(
		private readonly least: number,
		private readonly weights: Weights = null,
	) {}

	add(node: number, mass: number): void {
		this.#mass.set(
			node,
			(this.#mass.get(node) ?? 0) + (this.weights === null ? mass : mass / (this.weights[node] as number)),
		)
	}

	pop(): { node: number; mass: number } | null {
		let [best, most] = [-1, this.least]
		for (const [node, mass] of this.#mass) {
			if (mass > most || (mass === most && best >= 0 && node < best)) {
				best = node
				most = mass
			}
		}
		if (best < 0) return null
		this.#mass.delete(best)
		return { node: best, mass: this.weights === null ? most : most * (this.weights[best] as number) }
	}

	total(): number {
		return [...this.#mass].reduce((sum, [node, mass]) => sum + mass * (this.weights?.[node] ?? 1), 0)
	}
}
