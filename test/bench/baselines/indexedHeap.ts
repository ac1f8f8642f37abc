/** Items 0 to n-1 by priority, the greatest first; a tie goes to the lower item. A 4-ary heap on typed arrays. */
export class IndexedHeap {
	readonly #items: Int32Array
	/** Place of each item in the heap; -1 where it is not there. */
	readonly #place: Int32Array
	#size = 0

	/** @param priority read at every comparison; after a change of an item in the heap `raise` or `lower` must be called */
	constructor(readonly priority: Float64Array) {
		this.#items = new Int32Array(priority.length)
		this.#place = new Int32Array(priority.length).fill(-1)
	}

	get size(): number {
		return this.#size
	}

	/** The first item, which stays; undefined where the heap is empty. */
	get first(): number | undefined {
		return this.#size === 0 ? undefined : this.#items[0]
	}

	/** Puts an item in, or moves it up after its priority grew. */
	raise(item: number): void {
		const items = this.#items
		const place = this.#place
		let at = place[item] as number
		if (at < 0) at = this.#size++
		while (at > 0) {
			const up = (at - 1) >> 2
			const other = items[up] as number
			if (!this.#precedes(item, other)) break
			items[at] = other
			place[other] = at
			at = up
		}
		items[at] = item
		place[item] = at
	}

	/** Takes the first item out. */
	pop(): number | undefined {
		if (this.#size === 0) return undefined
		const items = this.#items
		const top = items[0] as number
		this.#place[top] = -1
		const last = items[--this.#size] as number
		if (this.#size > 0) this.#sink(last)
		return top
	}

	#sink(item: number): void {
		const items = this.#items
		const place = this.#place
		const size = this.#size
		let at = 0
		for (;;) {
			const first = 4 * at + 1
			if (first >= size) break
			let best = items[first] as number
			let down = first
			for (let child = first + 1; child < first + 4 && child < size; child++) {
				const other = items[child] as number
				if (this.#precedes(other, best)) {
					best = other
					down = child
				}
			}
			if (!this.#precedes(best, item)) break
			items[at] = best
			place[best] = at
			at = down
		}
		items[at] = item
		place[item] = at
	}

	#precedes(a: number, b: number): boolean {
		const [x, y] = [this.priority[a] as number, this.priority[b] as number]
		return x > y || (x === y && a < b)
	}
}
