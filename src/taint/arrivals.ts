import type { Lot } from './lot.js'
import type { SeedRow } from './seedRow.js'

/** What of one seed row ever arrived at a node. */
export interface RowSum {
	readonly row: SeedRow
	readonly amount: bigint
}

interface Arrived {
	readonly events: Map<string, readonly Lot[]>
	/** One for each seed row that was ever there; most nodes see one. */
	readonly sums: { readonly row: SeedRow; amount: bigint }[]
}

const NO_EVENTS: ReadonlyMap<string, readonly Lot[]> = new Map()

/** Seed value that has arrived at each node (account, or Bitcoin output), event by event and summed by seed row. */
export class Arrivals {
	readonly #nodes = new Map<string, Arrived>()
	/** Nodes whose sums changed since they were last asked for. */
	#changed = new Set<string>()

	/** Replaces what one event (transfer or output id) brings to a node. */
	set(node: string, event: string, lots: readonly Lot[]): void {
		let arrived = this.#nodes.get(node)
		if (arrived === undefined) {
			arrived = { events: new Map(), sums: [] }
			this.#nodes.set(node, arrived)
		}
		const { events, sums } = arrived
		for (const lot of events.get(event) ?? []) add(sums, lot, -lot.amount)
		for (const lot of lots) add(sums, lot, lot.amount)
		if (lots.length === 0) events.delete(event)
		else events.set(event, lots)
		this.#changed.add(node)
	}

	/** Total by seed row that ever arrived at a node; rows at 0 may stand among them. */
	sums(node: string): readonly RowSum[] {
		return this.#nodes.get(node)?.sums ?? []
	}

	/** Tainted lots by event. */
	events(node: string): ReadonlyMap<string, readonly Lot[]> {
		return this.#nodes.get(node)?.events ?? NO_EVENTS
	}

	nodes(): Iterable<string> {
		return this.#nodes.keys()
	}

	takeChanged(): Set<string> {
		const changed = this.#changed
		this.#changed = new Set()
		return changed
	}
}

function add(sums: Arrived['sums'], { path }: Lot, amount: bigint): void {
	if (path === null) return
	for (const sum of sums) {
		if (sum.row !== path.seed) continue
		sum.amount += amount
		return
	}
	sums.push({ row: path.seed, amount })
}
