import { internalError } from '../../../src/model/errors.js'

/**
 * The plain way to `Completion`, for sizes at which trying does not end: any completion, then unit after unit moved forward
 * by a search over all cells.
 */
export function completionByPaths(
	open: readonly boolean[][],
	rows: readonly number[],
	columns: readonly number[],
): readonly (readonly boolean[])[] {
	return new Completion(open, rows, columns).firstInReadingOrder()
}

/** A 0/1 matrix on the open cells with given row and column sums. */
class Completion {
	readonly #ones: boolean[][]

	constructor(
		readonly open: readonly boolean[][],
		rows: readonly number[],
		columns: readonly number[],
	) {
		this.#ones = open.map((row) => row.map(() => false))
		const missing = [...columns]
		for (const [i, count] of rows.entries()) for (let k = 0; k < count; k++) this.#place(i, missing)
	}

	/** Adds one unit to row i, moving units of other rows between columns where needed. */
	#place(i: number, missing: number[]): void {
		const end = this.#reach(i, -1, (column) => (missing[column] as number) > 0)
		if (end === null) throw internalError('no whole-unit completion exists')
		missing[end] = (missing[end] as number) - 1
	}

	firstInReadingOrder(): readonly boolean[][] {
		for (const [i, row] of this.open.entries()) {
			for (const [j, open] of row.entries()) {
				const ones = this.#ones[i] as boolean[]
				if (!open || ones[j]) continue
				// One here means one fewer in a later column of this row; rows below shift units to make room.
				const end = this.#reach(i, i, (column) => column > j && (ones[column] as boolean), j)
				if (end !== null) ones[end] = false
			}
		}
		return this.#ones
	}

	/**
	 * Breadth-first search for an alternating path from row `from`, which takes one more unit (at column `start` where
	 * given), through rows below `fixed`, to a column that `ends` accepts. Applies it and returns that column.
	 */
	#reach(from: number, fixed: number, ends: (column: number) => boolean, start?: number): number | null {
		const came = new Map<number, { row: number; via: number | null }>()
		const queue: number[] = []
		const visit = (row: number, via: number | null, only?: number): void => {
			for (const [column, open] of (this.open[row] as boolean[]).entries()) {
				if (!open || this.#ones[row]?.[column] || came.has(column) || (only !== undefined && column !== only)) continue
				came.set(column, { row, via })
				queue.push(column)
			}
		}
		visit(from, null, start)
		for (let at = 0; at < queue.length; at++) {
			const column = queue[at] as number
			if (ends(column) && !(start !== undefined && column === start)) {
				this.#apply(column, came)
				return column
			}
			for (const [row, ones] of this.#ones.entries())
				if (row > fixed && row !== from && ones[column]) visit(row, column)
		}
		return null
	}

	#apply(end: number, came: ReadonlyMap<number, { row: number; via: number | null }>): void {
		for (let column: number | null = end; column !== null; ) {
			const step: { row: number; via: number | null } = came.get(column) as { row: number; via: number | null }
			const ones = this.#ones[step.row] as boolean[]
			ones[column] = true
			if (step.via !== null) ones[step.via] = false
			column = step.via
		}
	}
}
