/** A binary heap of distinct non-negative integers: what goes in comes out least first. */
export class LeastFirst {
	private readonly heap: number[] = []

	push(value: number): void {
		let at = this.heap.length
		while (at > 0) {
			const parent = (at - 1) >> 1
			const above = this.heap[parent] as number
			if (above <= value) break
			this.heap[at] = above
			at = parent
		}
		this.heap[at] = value
	}

	/** The least value, taken out; undefined where there is none. */
	pop(): number | undefined {
		const least = this.heap[0]
		const last = this.heap.pop()
		const { length } = this.heap
		if (last === undefined || length === 0) return least
		let at = 0
		for (;;) {
			let child = 2 * at + 1
			if (child >= length) break
			if (child + 1 < length && (this.heap[child + 1] as number) < (this.heap[child] as number)) child++
			const below = this.heap[child] as number
			if (below >= last) break
			this.heap[at] = below
			at = child
		}
		this.heap[at] = last
		return least
	}
}
