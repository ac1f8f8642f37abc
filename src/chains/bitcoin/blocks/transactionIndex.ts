import { HASH_BYTES } from './transactionHashes.js'

const EMPTY = -1

/** Numbers of transactions by their hashes. Of two with one hash the later counts. */
export class TransactionIndex {
	/** All hashes one after the other, in the byte order of the ledger. */
	readonly #hashes: Uint8Array
	readonly #slots: Int32Array

	/** @param onRepeat told of each transaction whose hash an earlier one has */
	constructor(hashes: readonly Uint8Array[], onRepeat: (earlier: number, later: number) => void) {
		const bytes = hashes.reduce((sum, part) => sum + part.length, 0)
		const count = bytes / HASH_BYTES
		this.#hashes = new Uint8Array(bytes)
		let at = 0
		for (const part of hashes) {
			this.#hashes.set(part, at)
			at += part.length
		}
		this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(EMPTY)
		for (let number = 0; number < count; number++) {
			const slot = this.#slotOf(this.#hashes, number * HASH_BYTES)
			const earlier = this.#slots[slot] as number
			if (earlier !== EMPTY) onRepeat(earlier, number)
			this.#slots[slot] = number
		}
	}

	/** How many transactions there are, repeated ones included. */
	get size(): number {
		return this.#hashes.length / HASH_BYTES
	}

	/** The number of the transaction whose hash stands at this byte; undefined where there is none. */
	numberOf(bytes: Uint8Array, at = 0): number | undefined {
		const number = this.#slots[this.#slotOf(bytes, at)] as number
		return number === EMPTY ? undefined : number
	}

	/** The hash of a transaction, not to be written to. */
	hash(number: number): Uint8Array {
		return this.#hashes.subarray(number * HASH_BYTES, (number + 1) * HASH_BYTES)
	}

	/** The slot that holds this hash, or the empty one where it belongs. */
	#slotOf(bytes: Uint8Array, at: number): number {
		const mask = this.#slots.length - 1
		// A hash spreads by itself.
		const start =
			(bytes[at] as number) |
			((bytes[at + 1] as number) << 8) |
			((bytes[at + 2] as number) << 16) |
			((bytes[at + 3] as number) << 24)
		for (let slot = start & mask; ; slot = (slot + 1) & mask) {
			const number = this.#slots[slot] as number
			if (number === EMPTY || this.#isAt(number, bytes, at)) return slot
		}
	}

	#isAt(number: number, bytes: Uint8Array, at: number): boolean {
		const start = number * HASH_BYTES
		for (let i = 0; i < HASH_BYTES; i++) if (this.#hashes[start + i] !== bytes[at + i]) return false
		return true
	}
}
