import { internalError } from '../../model/errors.js'
import { ColumnLimits } from './columnLimits.js'

const NONE = -1

/**
 * The 0/1 matrix on the open cells with given row and column sums whose ones, read row by row, come first. One must exist.
 * Where every cell that can hold a one is open, taking column after column within `ColumnLimits` finds it, in time ones
 * times rows. Closed cells can leave rows unfilled: units are then moved between rows along alternating paths, each found
 * in time of the cells.
 */
export class Completion {
	/** Row by row: whether a cell is open, and whether it holds a one. */
	readonly #open: Uint8Array
	readonly #ones: Uint8Array
	readonly #width: number
	/** Of the search under way: the row that takes a column, and the column that it gives up for it. */
	readonly #taker: Int32Array
	readonly #given: Int32Array
	readonly #isSeen: Uint8Array

	constructor(
		open: readonly (readonly boolean[])[],
		private readonly rows: readonly number[],
		private readonly columns: readonly number[],
	) {
		this.#width = columns.length
		this.#open = Uint8Array.from(open.flatMap((row) => row.map(Number)))
		this.#ones = new Uint8Array(this.#open.length)
		this.#taker = new Int32Array(columns.length)
		this.#given = new Int32Array(columns.length)
		this.#isSeen = new Uint8Array(rows.length)
	}

	/** Whether each cell holds a one, row by row. */
	firstInReadingOrder(): Uint8Array {
		const missing = Int32Array.from(this.columns)
		const unfilled = this.rows.map((_, i) => this.#fill(i, missing))
		if (this.#isOpen()) return this.#ones
		for (const [i, count] of unfilled.entries()) {
			for (let k = 0; k < count; k++) {
				const end = this.#reach(i, NONE, NONE, (column) => (missing[column] as number) > 0)
				if (end === NONE) throw internalError('no whole-unit completion exists')
				missing[end] = (missing[end] as number) - 1
			}
		}
		const needs = Int32Array.from(this.columns)
		for (const i of this.rows.keys()) this.#bringForward(i, needs)
		return this.#ones
	}

	/** Gives a row the first open columns that leave the rows below enough; answers how many it lacks. */
	#fill(i: number, missing: Int32Array): number {
		let count = this.rows[i] as number
		if (count === 0) return 0
		const limits = new ColumnLimits(missing, this.rows.slice(i + 1))
		for (let j = 0; j < this.#width && count > 0; j++) {
			const need = missing[j] as number
			if (need === 0 || this.#open[i * this.#width + j] === 0 || !limits.fits(need)) continue
			limits.take(need)
			this.#ones[i * this.#width + j] = 1
			missing[j] = need - 1
			count--
		}
		return count
	}

	/** Whether every cell that can hold a one is open. */
	#isOpen(): boolean {
		return this.rows.every((count, i) =>
			this.columns.every((need, j) => count === 0 || need === 0 || this.#open[i * this.#width + j] === 1),
		)
	}

	/** Moves the ones of a row to the first columns that can have them, the rows above being settled. */
	#bringForward(i: number, needs: Int32Array): void {
		const start = i * this.#width
		const limits = new ColumnLimits(needs, this.rows.slice(i + 1))
		const isVain = new Uint8Array(this.#width)
		let open = this.rows[i] as number
		for (let j = 0; j < this.#width && open > 0; j++) {
			const need = needs[j] as number
			if (this.#ones[start + j] === 0) {
				if (need === 0 || this.#open[start + j] === 0 || isVain[j] === 1 || !limits.fits(need)) continue
				// One here means one fewer in a later column of this row; rows below shift units to make room.
				if (!this.#swap(i, j)) {
					const end = this.#reach(i, i, j, (column) => column > j && this.#ones[start + column] === 1)
					if (end === NONE) {
						// From columns that the search came to it would end the same way, whatever is moved elsewhere.
						for (let column = 0; column < this.#width; column++) if (this.#taker[column] !== NONE) isVain[column] = 1
						continue
					}
					this.#ones[start + end] = 0
				}
			}
			limits.take(need)
			needs[j] = need - 1
			open--
		}
	}

	/** Moves a one of row i to column j where a single row below can take its place: nearly always one can. */
	#swap(i: number, j: number): boolean {
		const own = i * this.#width
		for (let row = i + 1; row < this.rows.length; row++) {
			const start = row * this.#width
			if (this.#ones[start + j] === 0) continue
			for (let column = this.#width - 1; column > j; column--) {
				if (this.#ones[own + column] === 0 || this.#ones[start + column] === 1) continue
				if (this.#open[start + column] === 0) continue
				this.#ones[own + j] = 1
				this.#ones[own + column] = 0
				this.#ones[start + j] = 0
				this.#ones[start + column] = 1
				return true
			}
		}
		return false
	}

	/**
	 * Breadth-first search for an alternating path from row `from`, which takes one more unit (at column `start` where one
	 * is given), through rows below `fixed`, to a column that `ends` accepts. Applies it and returns that column.
	 */
	#reach(from: number, fixed: number, start: number, ends: (column: number) => boolean): number {
		this.#taker.fill(NONE)
		this.#isSeen.fill(0)
		this.#isSeen[from] = 1
		const queue: number[] = []
		let end = NONE
		if (start === NONE) end = this.#offer(from, NONE, queue, ends)
		else {
			this.#taker[start] = from
			this.#given[start] = NONE
			queue.push(start)
		}
		for (let at = 0; end === NONE && at < queue.length; at++) {
			const column = queue[at] as number
			// The last rows first: what the first ones have is nearer to what they keep.
			for (let row = this.rows.length - 1; end === NONE && row > fixed; row--) {
				if (this.#isSeen[row] === 1 || this.#ones[row * this.#width + column] === 0) continue
				this.#isSeen[row] = 1
				end = this.#offer(row, column, queue, ends)
			}
		}
		if (end !== NONE) this.#apply(end)
		return end
	}

	/** Notes every column that a row could take for the one it gives up; answers the first that ends the search. */
	#offer(row: number, given: number, queue: number[], ends: (column: number) => boolean): number {
		const start = row * this.#width
		for (let column = 0; column < this.#width; column++) {
			if (this.#taker[column] !== NONE || this.#open[start + column] === 0 || this.#ones[start + column] === 1) continue
			this.#taker[column] = row
			this.#given[column] = given
			if (ends(column)) return column
			queue.push(column)
		}
		return NONE
	}

	#apply(end: number): void {
		for (let column = end; column !== NONE; column = this.#given[column] as number) {
			const start = (this.#taker[column] as number) * this.#width
			this.#ones[start + column] = 1
			const given = this.#given[column] as number
			if (given !== NONE) this.#ones[start + given] = 0
		}
	}
}
