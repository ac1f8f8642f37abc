import { type Supply, supplyOf } from '../../graph/flowNetwork.js'
import { compareText } from '../../model/order.js'
import { TOOL_LOSS } from '../../model/stop.js'
import { beginningAt } from '../../search/queries/beginningAt.js'
import type { Search } from '../../search/search.js'
import { partsOfEnd } from '../../taint/endNode.js'
import type { SeedRow } from '../../taint/seeds/seedRow.js'
import { stopOf } from '../flows/endings.js'
import { timeNetwork } from './timeNetwork.js'
import { FEES, type SeedSupply, type TimeWays } from './timeWays.js'

/** What every conserving rule keeps within, for the transactions read; in the seed's asset. */
export interface Bound {
	readonly floor: bigint | null
	readonly ceiling: bigint | null
}

/** Most edges that all questions together may cost: later ones stay unanswered (null). About a minute of work. */
const MOST_EDGES = 100_000_000

/** What a set of seed rows supplies, and the least that it seeds. */
interface Supplies {
	readonly supplies: readonly Supply[]
	readonly least: bigint
	/** Edges of the questions by which the least was found. They count each time it is used: what is answered must not depend on what was kept. */
	readonly cost: number
}

/**
 * Policy-free bounds by exact maximum flow: the ceiling of a place is what can flow there at most; its floor is what is
 * left of all that was seeded when as much as possible flows elsewhere. Value where the search itself ended may reach any
 * place, so it raises ceilings and lowers floors.
 */
export class Bounds {
	readonly #time: TimeWays
	/** Supplies of each seed row, in event order. */
	readonly #supplies = new Map<SeedRow, readonly SeedSupply[]>()
	readonly #unexplored = new Set<number>()
	readonly #known = new Map<string, Bound>()
	readonly #asked = new Map<string, Supplies>()
	#edges = 0

	constructor(private readonly search: Search) {
		this.#time = timeNetwork(search)
		for (const [row, supplies] of this.#time.supplies) this.#supplies.set(row, this.#inOrder(supplies))
		for (const [id, vertex] of this.#time.ends) if (this.#isUnexplored(id)) this.#unexplored.add(vertex)
	}

	/** Bounds of what these seed rows together bring to these nodes together. */
	of(nodes: readonly string[], rows: readonly SeedRow[]): Bound {
		const key = `${nodes.join(' ')}\n${keyOf(rows)}`
		const bound = this.#known.get(key) ?? this.#ask(nodes, rows)
		this.#known.set(key, bound)
		return bound
	}

	#ask(nodes: readonly string[], rows: readonly SeedRow[]): Bound {
		if (this.#edges >= MOST_EDGES) return { floor: null, ceiling: null }
		const all = this.#suppliesOf(rows)
		const place = new Set(nodes.flatMap((node) => this.#time.ends.get(node) ?? []))
		const ceiling = this.#flow(all.supplies, new Set([...place, ...this.#unexplored]))
		const elsewhere = new Set([...this.#time.ends.values()].filter((vertex) => !place.has(vertex)))
		this.#edges += all.cost
		const floor = all.least - this.#flow(all.supplies, elsewhere)
		return { floor: floor > 0n ? floor : 0n, ceiling }
	}

	/** What these rows can supply: the same for every place that is asked about. */
	#suppliesOf(rows: readonly SeedRow[]): Supplies {
		const key = keyOf(rows)
		let known = this.#asked.get(key)
		if (known === undefined) {
			const all = rows.flatMap((row) => this.#supplies.get(row) ?? [])
			const before = this.#edges
			const least = this.#leastSeeded(all)
			known = { supplies: all.map(({ supply }) => supply), least, cost: this.#edges - before }
			this.#edges = before
			this.#asked.set(key, known)
		}
		return known
	}

	/** The least that these supplies seed: value that came back takes the place of new value, and so may other seeds'. */
	#leastSeeded(supplies: readonly SeedSupply[]): bigint {
		const own = supplies.filter(({ contested }) => !contested).map(({ supply }) => supply)
		const least = supplyOf(own) - this.#returned(supplies)
		return least > 0n ? least : 0n
	}

	/** How much value of any seed can at most take the place of what these supply. */
	#returned(supplies: readonly SeedSupply[]): bigint {
		const returned = new Set(supplies.flatMap((supply) => supply.returned ?? []))
		if (returned.size === 0) return 0n
		const everything = [...this.#time.supplies.values()].flat().map(({ supply }) => supply)
		return this.#flow(everything, returned)
	}

	/** A limited seed takes its amount from the first payments on, so where nothing can come back each one's part is sure. */
	#inOrder(supplies: readonly SeedSupply[]): readonly SeedSupply[] {
		const group = supplies[0]?.supply.group
		const isSure = supplies.every(({ contested, orderTold }) => !contested && orderTold)
		if (group === undefined || !isSure || this.#returned(supplies) > 0n) return supplies
		let left = group.limit
		return supplies.map(({ supply: { vertex, amount }, ...rest }) => {
			const part = amount < left ? amount : left
			left -= part
			return { ...rest, supply: { vertex, amount: part } }
		})
	}

	#flow(supplies: readonly Supply[], sinks: ReadonlySet<number>): bigint {
		this.#edges += this.#time.network.edges
		return this.#time.network.maxFlow(supplies, sinks)
	}

	#isUnexplored(id: string): boolean {
		if (id === FEES || partsOfEnd(id) !== undefined) return false
		const node = this.search.nodes.get(id)
		if (node.kind === 'output' && node.state === 'followed' && this.search.view.spender(id) !== undefined)
			return beginningAt(this.search, id) === null
		const stop = stopOf(this.search, node)
		return node.state !== 'ended' ? TOOL_LOSS.has(stop) : node.stop !== null && TOOL_LOSS.has(node.stop)
	}
}

const keyOf = (rows: readonly SeedRow[]): string =>
	rows
		.map(({ place, asset }) => `${place} ${asset}`)
		.sort(compareText)
		.join(' ')
