/**
 * How many columns a row of a 0/1 matrix may take, by what these still need, so that the rows below can be filled from
 * what is left if every cell is open. They can be filled exactly if the t greatest rows, for each t, ask for no more than
 * all columns together have for t rows (Gale, Pacific Journal of Mathematics 1957; Ryser, Canadian Journal of
 * Mathematics 1957): of columns that need t rows or fewer, a row may take so many and no more. These limits are nested,
 * so that taking the first columns that fit is best.
 */
export class ColumnLimits {
	/** Of columns with need at most t: how many more, for each t up to the number of rows below. */
	readonly #room: Int32Array
	/** The least of `room` from t on: what limits a column of need t. */
	readonly #least: Int32Array

	/** @param needs how many rows, this one and those below, each column needs; `below` what each row below asks for */
	constructor(needs: Int32Array, below: readonly number[]) {
		const count = below.length
		const withNeed = new Int32Array(count + 2)
		for (const need of needs) {
			const place = Math.min(need, count + 1)
			withNeed[place] = (withNeed[place] as number) + 1
		}
		const greatest = Int32Array.from(below).sort().reverse()
		this.#room = new Int32Array(count + 1)
		this.#least = new Int32Array(count + 1)
		let atLeast = needs.length - (withNeed[0] as number)
		let room = 0
		for (let t = 1; t <= count; t++) {
			room += atLeast - (greatest[t - 1] as number)
			this.#room[t] = room
			atLeast -= withNeed[t] as number
		}
		this.#refresh(count)
	}

	/** Whether a column of this need can be taken. One that every row below needs too must be. */
	fits(need: number): boolean {
		return need >= this.#room.length || (this.#least[need] as number) > 0
	}

	take(need: number): void {
		const last = this.#room.length - 1
		for (let t = need; t <= last; t++) {
			this.#room[t] = (this.#room[t] as number) - 1
			this.#least[t] = (this.#least[t] as number) - 1
		}
		this.#refresh(Math.min(need - 1, last))
	}

	/** Works the least out anew from t down. */
	#refresh(from: number): void {
		for (let t = from; t > 0; t--) {
			const room = this.#room[t] as number
			const after = t === this.#room.length - 1 ? room : (this.#least[t + 1] as number)
			this.#least[t] = room < after ? room : after
		}
	}
}
