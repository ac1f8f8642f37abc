import type { Lot } from './lot.js'
import type { SeedRow } from './seedRow.js'

/** Seed value that has arrived at each node (account, or Bitcoin output), event by event and summed by seed row. */
export class Arrivals {
	readonly #events = new Map<string, Map<string, readonly Lot[]>>()
	readonly #sums = new Map<string, Map<SeedRow, bigint>>()
	/** Nodes whose sums changed since they were last asked for. */
	#changed = new Set<string>()

	/** Replaces what one event (transfer or output id) brings to a node. */
	set(node: string, event: string, lots: readonly Lot[]): void {
		const events = this.#events.get(node) ?? new Map<string, readonly Lot[]>()
		const sums = this.#sums.get(node) ?? new Map<SeedRow, bigint>()
		for (const lot of events.get(event) ?? []) add(sums, lot, -1n)
		for (const lot of lots) add(sums, lot, 1n)
		if (lots.length === 0) events.delete(event)
		else events.set(event, lots)
		this.#events.set(node, events)
		this.#sums.set(node, sums)
		this.#changed.add(node)
	}

	/** Total by seed row that ever arrived at a node. */
	sums(node: string): ReadonlyMap<SeedRow, bigint> {
		return this.#sums.get(node) ?? new Map()
	}

	/** Tainted lots by event. */
	events(node: string): ReadonlyMap<string, readonly Lot[]> {
		return this.#events.get(node) ?? new Map()
	}

	nodes(): Iterable<string> {
		return this.#events.keys()
	}

	takeChanged(): Set<string> {
		const changed = this.#changed
		this.#changed = new Set()
		return changed
	}
}

function add(sums: Map<SeedRow, bigint>, lot: Lot, sign: bigint): void {
	const seed = lot.path?.seed
	if (seed !== undefined) sums.set(seed, (sums.get(seed) ?? 0n) + sign * lot.amount)
}
