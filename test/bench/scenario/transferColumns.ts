/** Transfers of one asset as columns. Accounts are numbers, amounts whole base units below 2^53. */
export interface Transfers {
	readonly from: Int32Array
	readonly to: Int32Array
	readonly atSeconds: Int32Array
	readonly amount: Float64Array
	/** The part of the amount that is the followed money by its owner's own books, whatever a rule would say. */
	readonly owned: Float64Array
	readonly length: number
}

/** Transfers while they are made up, in any order. */
export class TransferColumns {
	#columns = allocate(1 << 16)
	#length = 0

	add(from: number, to: number, atSeconds: number, amount: number, owned = 0): void {
		if (this.#length === this.#columns.from.length) this.#grow()
		const row = this.#length++
		this.#columns.from[row] = from
		this.#columns.to[row] = to
		this.#columns.atSeconds[row] = atSeconds
		this.#columns.amount[row] = Math.max(1, Math.floor(amount))
		this.#columns.owned[row] = Math.floor(owned)
	}

	/** A copy in time order; those of one second stay in the order in which they were added. */
	inTimeOrder(): Transfers {
		const { atSeconds } = this.#columns
		let last = 0
		for (let row = 0; row < this.#length; row++) last = Math.max(last, atSeconds[row] as number)
		const place = new Int32Array(last + 2)
		for (let row = 0; row < this.#length; row++) (place[(atSeconds[row] as number) + 1] as number)++
		for (let second = 1; second < place.length; second++) (place[second] as number) += place[second - 1] as number
		const sorted = allocate(this.#length)
		for (let row = 0; row < this.#length; row++) {
			const at = (place[atSeconds[row] as number] as number)++
			for (const name of NAMES) sorted[name][at] = this.#columns[name][row] as number
		}
		return { ...sorted, length: this.#length }
	}

	#grow(): void {
		const wider = allocate(2 * this.#length)
		for (const name of NAMES) wider[name].set(this.#columns[name])
		this.#columns = wider
	}
}

const NAMES = ['from', 'to', 'atSeconds', 'amount', 'owned'] as const

function allocate(length: number): Omit<Transfers, 'length'> {
	return {
		from: new Int32Array(length),
		to: new Int32Array(length),
		atSeconds: new Int32Array(length),
		amount: new Float64Array(length),
		owned: new Float64Array(length),
	}
}
