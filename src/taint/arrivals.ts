import { type Lot, taintOf } from './lot.js'
import type { SeedRow } from './seeds/seedRow.js'

/** What of one seed row ever arrived at a node, in the seed's asset. */
export interface RowSum {
	readonly row: SeedRow
	readonly amount: bigint
	/** The same, what each event brought times the share of seed value (of all seeds) in the whole that it carried. */
	readonly weighed: bigint
}

/** Tainted lots that an event brings, and the amount of all that it carries, in the asset that they are in. */
interface Brought {
	readonly lots: readonly Lot[]
	readonly whole: bigint
}

/** Most nodes see one event and one seed row, and there are very many nodes: the first event has no map. */
interface Arrived {
	first: string | null
	brought: Brought
	others: Map<string, Brought> | null
	/** One for each seed row that was ever there. */
	readonly sums: { readonly row: SeedRow; amount: bigint; weighed: bigint }[]
}

const NOTHING: Brought = { lots: [], whole: 0n }
const NO_EVENTS: ReadonlyMap<string, readonly Lot[]> = new Map()

/** Seed value that has arrived at each node (account, or Bitcoin output), event by event and summed by seed row. */
export class Arrivals {
	readonly #nodes = new Map<string, Arrived>()
	/** Nodes whose sums changed since they were last asked for. */
	#changed = new Set<string>()

	/** Replaces what one event (transfer or output id) brings to a node: tainted lots out of a `whole` amount. */
	set(node: string, event: string, lots: readonly Lot[], whole = taintOf(lots)): void {
		let arrived = this.#nodes.get(node)
		if (arrived === undefined) {
			arrived = { first: null, brought: NOTHING, others: null, sums: [] }
			this.#nodes.set(node, arrived)
		}
		const brought = lots.length === 0 ? NOTHING : { lots, whole }
		add(arrived.sums, replace(arrived, event, brought), -1n)
		add(arrived.sums, brought, 1n)
		this.#changed.add(node)
	}

	/** Total by seed row that ever arrived at a node; rows at 0 may stand among them. */
	sums(node: string): readonly RowSum[] {
		return this.#nodes.get(node)?.sums ?? []
	}

	/** Tainted lots by event. */
	events(node: string): ReadonlyMap<string, readonly Lot[]> {
		const arrived = this.#nodes.get(node)
		if (arrived === undefined || (arrived.first === null && arrived.others === null)) return NO_EVENTS
		const events = new Map<string, readonly Lot[]>()
		if (arrived.first !== null) events.set(arrived.first, arrived.brought.lots)
		if (arrived.others !== null) for (const [event, { lots }] of arrived.others) events.set(event, lots)
		return events
	}

	/** Whether anything ever arrived at a node. */
	has(node: string): boolean {
		return this.#nodes.has(node)
	}

	/** Visits what every event brought to every node. */
	forEach(visit: (event: string, lots: readonly Lot[]) => void): void {
		for (const { first, brought, others } of this.#nodes.values()) {
			if (first !== null) visit(first, brought.lots)
			others?.forEach(({ lots }, event) => {
				visit(event, lots)
			})
		}
	}

	/** Steps of the shortest history that arrived at a node; null where nothing did. */
	fewestSteps(node: string): number | null {
		const arrived = this.#nodes.get(node)
		if (arrived === undefined) return null
		let fewest = arrived.first === null ? null : fewer(null, arrived.brought.lots)
		if (arrived.others !== null) for (const { lots } of arrived.others.values()) fewest = fewer(fewest, lots)
		return fewest
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

function add(sums: Arrived['sums'], { lots, whole }: Brought, sign: 1n | -1n): void {
	const taint = taintOf(lots)
	for (const { path, seedAmount } of lots) {
		if (path === null) continue
		const amount = sign * seedAmount
		// Truncation towards zero takes away exactly what was added.
		const weighed = taint === whole ? amount : (amount * taint) / whole
		const sum = sums.find(({ row }) => row === path.seed)
		if (sum === undefined) sums.push({ row: path.seed, amount, weighed })
		else {
			sum.amount += amount
			sum.weighed += weighed
		}
	}
}

function fewer(known: number | null, lots: readonly Lot[]): number | null {
	let fewest = known
	for (const { path } of lots) if (path !== null && (fewest === null || path.length < fewest)) fewest = path.length
	return fewest
}

/** Puts something in the place of what the event brought before, which is returned. */
function replace(arrived: Arrived, event: string, brought: Brought): Brought {
	if (arrived.first === event || (arrived.first === null && arrived.others === null)) {
		const known = arrived.brought
		arrived.first = brought === NOTHING ? null : event
		arrived.brought = brought
		return known
	}
	const known = arrived.others?.get(event) ?? NOTHING
	if (brought === NOTHING) arrived.others?.delete(event)
	else {
		arrived.others ??= new Map()
		arrived.others.set(event, brought)
	}
	return known
}
