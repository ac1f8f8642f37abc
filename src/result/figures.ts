import type { AssetId } from '../model/identifiers.js'
import type { Column } from '../search/runSet.js'
import type { SeedRow } from '../taint/seeds/seedRow.js'
import type { Bound, Bounds } from './bounds/bounds.js'
import type { Ending } from './flows/endings.js'

/** What the rules and openings of a trace say of one arrival, in the seed's asset. */
export interface Figures {
	readonly lower: bigint | null
	readonly upper: bigint | null
	readonly floor: bigint | null
	readonly ceiling: bigint | null
	readonly panel: Record<string, bigint | null>
}

/** Value of one seed row in one asset at one node. */
export interface Sum {
	readonly row: SeedRow
	readonly asset: AssetId
	readonly amount: bigint
	readonly seedAmount: bigint
}

/** Which sums count: all of them, or those of one seed row and asset. */
export type SumFilter = (sum: Sum) => boolean

/** What arrived at each endpoint node under one column of rules and openings. */
export class ColumnSums {
	readonly #nodes = new Map<string, Sum[]>()

	constructor(
		readonly column: Column,
		arrived: readonly Ending[],
	) {
		for (const { node, asset, lots } of arrived) {
			const sums = this.#nodes.get(node.id) ?? []
			for (const { path, amount, seedAmount } of lots)
				if (path !== null) add(sums, path.seed, asset, amount, seedAmount)
			this.#nodes.set(node.id, sums)
		}
	}

	nodes(): Iterable<string> {
		return this.#nodes.keys()
	}

	at(node: string): readonly Sum[] {
		return this.#nodes.get(node) ?? []
	}

	total(nodes: readonly string[], filter: SumFilter): bigint {
		let total = 0n
		for (const node of nodes) for (const sum of this.at(node)) if (filter(sum)) total += sum.seedAmount
		return total
	}
}

function add(sums: Sum[], row: SeedRow, asset: AssetId, amount: bigint, seedAmount: bigint): void {
	const at = sums.findIndex((sum) => sum.row === row && sum.asset === asset)
	const known = sums[at]
	if (known === undefined) sums.push({ row, asset, amount, seedAmount })
	else sums[at] = { row, asset, amount: known.amount + amount, seedAmount: known.seedAmount + seedAmount }
}

/** The figures of any set of nodes: bounds are taken over the summed figure of each column, never by adding bounds. */
export class FigureTable {
	constructor(
		readonly columns: readonly ColumnSums[],
		private readonly panel: readonly string[],
		private readonly bounds: Bounds | null,
	) {}

	/**
	 * @param nodes where value of any column arrived
	 * @param place every endpoint node of the same account or entity, reached under some column or not: what bounds are of
	 */
	figures(nodes: readonly string[], place: readonly string[], filter: SumFilter): Figures {
		const totals = this.columns.map((sums) => ({ column: sums.column, total: sums.total(nodes, filter) }))
		const conserving = totals.filter(({ column }) => column.conserves).map(({ total }) => total)
		const bounded = this.columns[0]?.column.conserves === true
		const panel: Record<string, bigint | null> = {}
		for (const rule of this.panel) {
			panel[rule] = totals.find(({ column }) => column.rule === rule && column.opening === 'late')?.total ?? null
		}
		return {
			lower: bounded ? conserving.reduce((a, b) => (b < a ? b : a)) : null,
			upper: bounded ? conserving.reduce((a, b) => (b > a ? b : a)) : null,
			...this.#bound(nodes, place, filter),
			panel,
		}
	}

	/**
	 * Ways end at accounts, whatever asset comes by them. Where some of the value came in assets that are not asked for, the
	 * ceiling holds for a part too, while nothing is known of its floor.
	 */
	#bound(nodes: readonly string[], place: readonly string[], filter: SumFilter): Bound {
		const rows = this.#rows(nodes, filter)
		const { floor, ceiling } = this.bounds?.of(place, rows) ?? { floor: null, ceiling: null }
		const isPart = this.columns.some((sums) =>
			nodes.some((node) => sums.at(node).some((sum) => rows.includes(sum.row) && !filter(sum))),
		)
		return { floor: isPart ? null : floor, ceiling }
	}

	/** Seed rows of which anything is counted at these nodes. */
	#rows(nodes: readonly string[], filter: SumFilter): SeedRow[] {
		const rows = new Set<SeedRow>()
		for (const sums of this.columns)
			for (const node of nodes) for (const sum of sums.at(node)) if (filter(sum)) rows.add(sum.row)
		return [...rows]
	}
}
