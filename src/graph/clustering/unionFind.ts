/**
 * Disjoint sets of the numbers 0 to `size` - 1 on one typed array. The lower root leads, so that the root of a set is its
 * least number whatever the order of joining; look-ups halve the path behind them.
 *
 * Source: Tarjan, van Leeuwen, JACM 31(2), 1984 (path halving). Cost: near-constant per operation, 4 bytes per number.
 */
export class UnionFind {
	#parent: Uint32Array
	#size: number

	constructor(size = 0, room = size) {
		this.#parent = numbersTo(room)
		this.#size = size
	}

	get size(): number {
		return this.#size
	}

	/** A set of one more number, which is returned. */
	add(): number {
		if (this.#size === this.#parent.length) {
			const larger = numbersTo(Math.max(1024, this.#size * 2))
			larger.set(this.#parent)
			this.#parent = larger
		}
		return this.#size++
	}

	/** The least number of the set. */
	find(number: number): number {
		const parent = this.#parent
		let at = number
		for (let up = parent[at] as number; up !== at; up = parent[at] as number) {
			parent[at] = parent[up] as number
			at = parent[at] as number
		}
		return at
	}

	/** Whether the two were apart. */
	union(a: number, b: number): boolean {
		const [x, y] = [this.find(a), this.find(b)]
		if (x === y) return false
		this.#parent[x < y ? y : x] = x < y ? x : y
		return true
	}

	/** Joins from[i] with to[i] for every i. Returns how many of these joined two sets. */
	unionAll(from: Uint32Array | Int32Array, to: Uint32Array | Int32Array): number {
		const parent = this.#parent
		let joined = 0
		for (let i = 0; i < from.length; i++) {
			let a = from[i] as number
			let b = to[i] as number
			for (let up = parent[a] as number; up !== a; up = parent[a] as number) a = parent[a] = parent[up] as number
			for (let up = parent[b] as number; up !== b; up = parent[b] as number) b = parent[b] = parent[up] as number
			if (a === b) continue
			joined++
			if (a < b) parent[b] = a
			else parent[a] = b
		}
		return joined
	}

	/** A copy in which some numbers stand alone again. Whole sets must be named: what pointed to them is not followed. */
	without(numbers: Iterable<number>): UnionFind {
		const copy = new UnionFind(0, 0)
		copy.#parent = this.#parent.slice()
		copy.#size = this.#size
		for (const number of numbers) copy.#parent[number] = number
		return copy
	}
}

function numbersTo(length: number): Uint32Array {
	const numbers = new Uint32Array(length)
	for (let i = 0; i < length; i++) numbers[i] = i
	return numbers
}
