import { FlowNetwork, type Supply } from '../../graph/flowNetwork.js'
import type { AssetId } from '../../model/identifiers.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { SeedBook } from '../../taint/seeds/seedBook.js'
import type { SeedRow } from '../../taint/seeds/seedRow.js'

/** Value of a seed row that can enter, and where value that came back can enter in its place. */
export interface SeedSupply {
	readonly supply: Supply
	/** Vertex through which value that a seed already sent takes the place of new value; null where none can. */
	readonly returned: number | null
	/** Whether the source tells when this happened among the rest. */
	readonly orderTold: boolean
	/** Whether a seed earlier in the case may take this value first. */
	readonly contested: boolean
}

/** Where fees end. */
export const FEES = 'fees'

/** A network in time being built: where value can enter, go and end. */
export class TimeWays {
	readonly network = new FlowNetwork()
	readonly supplies = new Map<SeedRow, SeedSupply[]>()
	/** Vertices at which value ends, by node id. */
	readonly ends = new Map<string, number>()
	readonly #rows: ReadonlyMap<string, SeedRow>
	readonly #limits = new Map<SeedRow, { readonly limit: bigint }>()

	constructor(seeds: SeedBook) {
		this.#rows = new Map(seeds.rows().map((row) => [`${row.place} ${row.asset}`, row]))
	}

	/** Vertex of a node's end; made when value first can come there. */
	end(id: string): number {
		let vertex = this.ends.get(id)
		if (vertex === undefined) {
			vertex = this.network.addVertex()
			this.ends.set(id, vertex)
		}
		return vertex
	}

	/** Lets seeds supply value at a vertex, the first in the case first. */
	supply(
		seeds: readonly ParsedSeed[],
		asset: AssetId,
		supply: Supply,
		returned: number | null,
		orderTold = true,
	): void {
		for (const [i, seed] of seeds.entries()) {
			const row = this.#rows.get(`${seed.place} ${asset}`)
			if (row === undefined) continue
			const list = this.supplies.get(row) ?? []
			list.push({ supply: { ...supply, ...this.#limit(seed, row) }, returned, orderTold, contested: i > 0 })
			this.supplies.set(row, list)
		}
	}

	/** All supplies of a seed with an amount share it. */
	#limit(seed: ParsedSeed, row: SeedRow): { readonly group?: { readonly limit: bigint } } {
		if (seed.kind !== 'account' || seed.amount === undefined) return {}
		const group = this.#limits.get(row) ?? { limit: seed.amount }
		this.#limits.set(row, group)
		return { group }
	}
}
