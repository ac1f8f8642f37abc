import type { Lot } from './lot.js'
import type { SeedRow } from './seeds/seedRow.js'

/** What of one seed row ever arrived at a node, in the seed's asset. */
export interface RowSum {
	readonly row: SeedRow
	readonly amount: bigint
}

/** Most nodes see one event and one seed row, and there are very many nodes: the first event has no map. */
interface Arrived {
	first: string | null
	lots: readonly Lot[]
	others: Map<string, readonly Lot[]> | null
	/** One for each seed row that was ever there. */
	readonly sums: { readonly row: SeedRow; amount: bigint }[]
}

const NO_LOTS: readonly Lot[] = []
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
			arrived = { first: null, lots: NO_LOTS, others: null, sums: [] }
			this.#nodes.set(node, arrived)
		}
		for (const lot of replace(arrived, event, lots)) add(arrived.sums, lot, -lot.seedAmount)
		for (const lot of lots) add(arrived.sums, lot, lot.seedAmount)
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
		const { first, lots, others } = arrived
		if (first === null) return others as Map<string, readonly Lot[]>
		const events = new Map<string, readonly Lot[]>().set(first, lots)
		if (others !== null) for (const [event, own] of others) events.set(event, own)
		return events
	}

	/** Whether anything ever arrived at a node. */
	has(node: string): boolean {
		return this.#nodes.has(node)
	}

	/** Visits what every event brought to every node. */
	forEach(visit: (event: string, lots: readonly Lot[]) => void): void {
		for (const { first, lots, others } of this.#nodes.values()) {
			if (first !== null) visit(first, lots)
			others?.forEach((own, event) => {
				visit(event, own)
			})
		}
	}

	/** Steps of the shortest history that arrived at a node; null where nothing did. */
	fewestSteps(node: string): number | null {
		const arrived = this.#nodes.get(node)
		if (arrived === undefined) return null
		let fewest = arrived.first === null ? null : fewer(null, arrived.lots)
		if (arrived.others !== null) for (const lots of arrived.others.values()) fewest = fewer(fewest, lots)
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

function add(sums: Arrived['sums'], { path }: Lot, amount: bigint): void {
	if (path === null) return
	for (const sum of sums) {
		if (sum.row !== path.seed) continue
		sum.amount += amount
		return
	}
	sums.push({ row: path.seed, amount })
}

function fewer(known: number | null, lots: readonly Lot[]): number | null {
	let fewest = known
	for (const { path } of lots) if (path !== null && (fewest === null || path.length < fewest)) fewest = path.length
	return fewest
}

/** Puts lots in the place of what the event brought before, which is returned. */
function replace(arrived: Arrived, event: string, lots: readonly Lot[]): readonly Lot[] {
	if (arrived.first === event || (arrived.first === null && arrived.others === null)) {
		const known = arrived.lots
		arrived.first = lots.length === 0 ? null : event
		arrived.lots = lots
		return known
	}
	const known = arrived.others?.get(event) ?? NO_LOTS
	if (lots.length === 0) arrived.others?.delete(event)
	else {
		arrived.others ??= new Map()
		arrived.others.set(event, lots)
	}
	return known
}
