import { grown } from './grown.js'

/** Pairs of numbers up to 2^32 - 1, numbered in the order in which they are first seen. */
export class PairTable {
	size = 0
	#pairs = new Uint32Array(64)
	/** Number of the pair + 1; 0 is free. Open addressing with linear steps, at most half full. */
	#slots = new Uint32Array(64)

	/** The number of a pair, new or known. */
	add(first: number, second: number): number {
		let slot = this.#slotOf(first, second)
		const known = this.#slots[slot] as number
		if (known !== 0) return known - 1
		if (2 * this.size >= this.#slots.length) {
			this.#slots = new Uint32Array(2 * this.#slots.length)
			for (let pair = 0; pair < this.size; pair++)
				this.#slots[this.#slotOf(this.first(pair), this.second(pair))] = pair + 1
			slot = this.#slotOf(first, second)
		}
		const pair = this.size++
		this.#slots[slot] = pair + 1
		this.#pairs = grown(this.#pairs, 2 * this.size)
		this.#pairs[2 * pair] = first
		this.#pairs[2 * pair + 1] = second
		return pair
	}

	first(pair: number): number {
		return this.#pairs[2 * pair] as number
	}

	second(pair: number): number {
		return this.#pairs[2 * pair + 1] as number
	}

	#slotOf(first: number, second: number): number {
		const mask = this.#slots.length - 1
		const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b)
		for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
			const pair = (this.#slots[slot] as number) - 1
			if (pair < 0 || (this.#pairs[2 * pair] === first && this.#pairs[2 * pair + 1] === second)) return slot
		}
	}
}
