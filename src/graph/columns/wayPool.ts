import { grown } from '../../model/columns/grown.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import { compareBigint, compareText } from '../../model/order.js'
import type { WidestWay } from './widestWay.js'

/** Ways through a table, kept as steps that share their beginnings, and for each place the widest that lead there. */
export class WayPool {
	/** Steps by number, from 1: row of the transfer, the step before (0 is none), how many, row of the least amount. */
	#rows = new Uint32Array(1024)
	#before = new Uint32Array(1024)
	#steps = new Uint32Array(1024)
	#narrowest = new Uint32Array(1024)
	/** Least amount, rounded to a number: amounts beyond 2^53 that round alike are compared exactly. */
	#widths = new Float64Array(1024)
	#top = 1
	/** Where the list of a place begins, + 1; 0 where no way leads there. Lists hold `most` last steps, widest first. */
	readonly #lists: Uint32Array
	readonly #counts: Uint8Array | Uint32Array
	#listed = new Uint32Array(1024)
	#listTop = 0

	constructor(
		private readonly columns: TransferColumns,
		places: number,
		private readonly most: number,
	) {
		this.#lists = new Uint32Array(places)
		this.#counts = most < 256 ? new Uint8Array(places) : new Uint32Array(places)
	}

	reaches(place: number): boolean {
		return this.#counts[place] !== 0
	}

	/** Extends every way to `from` (`NONE`: the way of no steps) by a transfer, and keeps what is wide enough at `at`. */
	extend(from: number, row: number, at: number): void {
		const width = this.columns.amounts.rounded(row)
		if (width === 0) return
		if (from === NONE) {
			this.#keep(at, row, 0, width, row)
			return
		}
		const list = (this.#lists[from] as number) - 1
		const count = this.#counts[from] as number
		for (let i = 0; i < count; i++) {
			const way = this.#listed[list + i] as number
			const before = this.#widths[way] as number
			if (before < width) this.#keep(at, row, way, before, this.#narrowest[way] as number)
			else if (before > width) this.#keep(at, row, way, width, row)
			else this.#keep(at, row, way, width, this.#lesser(this.#narrowest[way] as number, row))
		}
	}

	/** The ways to a place, widest first. */
	ways(place: number): WidestWay[] {
		const list = (this.#lists[place] as number) - 1
		return Array.from({ length: this.#counts[place] as number }, (_, i) => {
			const way = this.#listed[list + i] as number
			return { width: this.columns.amounts.get(this.#narrowest[way] as number), rows: this.#rowsOf(way) }
		})
	}

	#keep(at: number, row: number, before: number, width: number, narrowest: number): void {
		const count = this.#counts[at] as number
		const list = count === 0 ? this.#newList(at) : (this.#lists[at] as number) - 1
		const steps = (this.#steps[before] as number) + 1
		const listed = this.#listed
		if (count === this.most) {
			const last = listed[list + count - 1] as number
			// Most ways end here: narrower than the narrowest that is kept.
			if (width < (this.#widths[last] as number)) return
		}
		const way = this.#top
		if (way >= this.#rows.length) this.#grow(way + 1)
		this.#rows[way] = row
		this.#before[way] = before
		this.#steps[way] = steps
		this.#narrowest[way] = narrowest
		this.#widths[way] = width
		let place = count
		while (place > 0 && this.#compare(way, listed[list + place - 1] as number) < 0) place--
		if (place === this.most) return
		this.#top++
		const end = Math.min(count, this.most - 1)
		for (let i = end; i > place; i--) listed[list + i] = listed[list + i - 1] as number
		listed[list + place] = way
		this.#counts[at] = end + 1
	}

	#newList(at: number): number {
		const list = this.#listTop
		this.#listTop += this.most
		if (this.#listTop > this.#listed.length) this.#listed = grown(this.#listed, this.#listTop)
		this.#lists[at] = list + 1
		return list
	}

	/** Wider first, then fewer steps, then by the last transfer, then by all. */
	#compare(a: number, b: number): number {
		const wider = (this.#widths[b] as number) - (this.#widths[a] as number)
		if (wider !== 0) return wider
		const { amounts } = this.columns
		const [narrowA, narrowB] = [this.#narrowest[a] as number, this.#narrowest[b] as number]
		return (
			(narrowA === narrowB ? 0 : compareBigint(amounts.get(narrowB), amounts.get(narrowA))) ||
			(this.#steps[a] as number) - (this.#steps[b] as number) ||
			this.#compareRows(this.#rows[a] as number, this.#rows[b] as number) ||
			this.#compareSteps(a, b)
		)
	}

	#lesser(a: number, b: number): number {
		const { amounts } = this.columns
		return a === b || amounts.get(a) <= amounts.get(b) ? a : b
	}

	/** By the transfers' ids, in code units; by row where neither has one. */
	#compareRows(a: number, b: number): number {
		if (a === b) return 0
		const [first, second] = [this.columns.transferId(a), this.columns.transferId(b)]
		return first === null && second === null ? a - b : compareText(first ?? rowText(a), second ?? rowText(b))
	}

	/** Ways of as many steps: the earliest step that differs decides. Shared beginnings are met as one step. */
	#compareSteps(a: number, b: number): number {
		let decided = 0
		for (let [one, other] = [a, b]; one !== other; ) {
			decided = this.#compareRows(this.#rows[one] as number, this.#rows[other] as number) || decided
			one = this.#before[one] as number
			other = this.#before[other] as number
		}
		return decided
	}

	#rowsOf(way: number): number[] {
		const rows = new Array<number>(this.#steps[way] as number)
		for (let step = way; step !== 0; step = this.#before[step] as number)
			rows[(this.#steps[step] as number) - 1] = this.#rows[step] as number
		return rows
	}

	#grow(steps: number): void {
		this.#rows = grown(this.#rows, steps)
		this.#before = grown(this.#before, steps)
		this.#steps = grown(this.#steps, steps)
		this.#narrowest = grown(this.#narrowest, steps)
		this.#widths = grown(this.#widths, steps)
	}
}

const rowText = (row: number): string => row.toString().padStart(10, '0')
