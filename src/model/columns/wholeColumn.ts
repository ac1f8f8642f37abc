import { grown } from './grown.js'

/** Greatest value that the narrow form holds. */
const NARROW = 2 ** 32 - 1

/**
 * A column of whole numbers from 0 to 2^53 - 1. It takes no memory while all are 0, four bytes each while all are below
 * 2^32, then eight.
 */
export class WholeColumn {
	#values: Uint32Array | Float64Array = new Uint32Array(0)

	/** Writes the value of row `row`; rows never written are 0. */
	set(row: number, value: number): void {
		if (value === 0 && row >= this.#values.length) return
		if (value > NARROW && this.#values instanceof Uint32Array) this.#values = Float64Array.from(this.#values)
		if (row >= this.#values.length) this.#values = grown(this.#values as Float64Array, row + 1)
		this.#values[row] = value
	}

	get(row: number): number {
		return this.#values[row] ?? 0
	}

	/** Gives back what growing left over. */
	trim(rows: number): void {
		if (this.#values.length > rows) this.#values = this.#values.slice(0, rows)
	}

	get bytes(): number {
		return this.#values.byteLength
	}
}
