import type { Column } from '../search/runSet.js'
import type { SeedRow } from '../taint/seedRow.js'
import type { Ending } from './endings.js'

/** What the rules and openings of a trace say of one arrival, in the seed's asset. */
export interface Figures {
	readonly lower: bigint | null
	readonly upper: bigint | null
	readonly floor: null
	readonly ceiling: null
	readonly panel: Record<string, bigint | null>
}

export interface ColumnEndings {
	readonly column: Column
	/** Value at endpoints under this column. */
	readonly arrived: readonly Ending[]
}

/** Sums of seed value over the endings and seed rows that `of` lets through, column by column. */
export class FigureTable {
	constructor(
		private readonly columns: readonly ColumnEndings[],
		private readonly primaryConserves: boolean,
		private readonly panel: readonly string[],
	) {}

	/** Bounds are taken over the summed figure of each column, never by adding bounds. */
	figures(of: (ending: Ending, row: SeedRow) => boolean): Figures {
		const sums = this.columns.map(({ column, arrived }) => ({ column, sum: sumOf(arrived, of) }))
		const conserving = sums.filter(({ column }) => column.conserves).map(({ sum }) => sum)
		const bounded = this.primaryConserves && conserving.length > 0
		const panel: Record<string, bigint | null> = {}
		for (const rule of this.panel)
			panel[rule] = sums.find(({ column }) => column.rule === rule && column.opening === 'late')?.sum ?? null
		return {
			lower: bounded ? conserving.reduce((a, b) => (b < a ? b : a)) : null,
			upper: bounded ? conserving.reduce((a, b) => (b > a ? b : a)) : null,
			floor: null,
			ceiling: null,
			panel,
		}
	}
}

function sumOf(arrived: readonly Ending[], of: (ending: Ending, row: SeedRow) => boolean): bigint {
	let sum = 0n
	for (const ending of arrived) {
		for (const { path, seedAmount } of ending.lots) if (path !== null && of(ending, path.seed)) sum += seedAmount
	}
	return sum
}
