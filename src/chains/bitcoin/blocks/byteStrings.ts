const MIN_SLOTS = 1024
const EMPTY = -1

/**
 * Distinct byte strings under small numbers, in order of first appearance. Keys lie in one array and are found by open
 * addressing: no string or object is made for a key, and there may be more of them than a Map holds.
 */
export class ByteStrings {
	#pool = new Uint8Array(MIN_SLOTS * 16)
	/** Where each key starts in the pool; one more than there are keys. */
	#starts = new Uint32Array(MIN_SLOTS)
	#hashes = new Int32Array(MIN_SLOTS)
	#slots = new Int32Array(MIN_SLOTS * 2).fill(EMPTY)
	#size = 0

	/** How many there are. */
	get size(): number {
		return this.#size
	}

	/** The number of these bytes, a new one where they were not met before. */
	idOf(bytes: Uint8Array, at = 0, length = bytes.length): number {
		const hash = hashOf(bytes, at, length)
		const slot = this.#slotOf(hash, bytes, at, length)
		const known = this.#slots[slot] as number
		return known === EMPTY ? this.#add(hash, slot, bytes, at, length) : known
	}

	/** The number of these bytes; undefined where they were not met. */
	find(bytes: Uint8Array, at = 0, length = bytes.length): number | undefined {
		const known = this.#slots[this.#slotOf(hashOf(bytes, at, length), bytes, at, length)] as number
		return known === EMPTY ? undefined : known
	}

	/** The bytes of a number, not to be written to. */
	bytes(id: number): Uint8Array {
		return this.#pool.subarray(this.#starts[id], this.#starts[id + 1])
	}

	/** The slot that holds these bytes, or the empty one where they belong. */
	#slotOf(hash: number, bytes: Uint8Array, at: number, length: number): number {
		const mask = this.#slots.length - 1
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const id = this.#slots[slot] as number
			if (id === EMPTY || (this.#hashes[id] === hash && this.#isAt(id, bytes, at, length))) return slot
		}
	}

	#isAt(id: number, bytes: Uint8Array, at: number, length: number): boolean {
		const start = this.#starts[id] as number
		if ((this.#starts[id + 1] as number) - start !== length) return false
		const pool = this.#pool
		for (let i = 0; i < length; i++) if (pool[start + i] !== bytes[at + i]) return false
		return true
	}

	#add(hash: number, slot: number, bytes: Uint8Array, at: number, length: number): number {
		const id = this.#size++
		const start = this.#starts[id] as number
		if (start + length > this.#pool.length) this.#pool = grown(this.#pool, start + length)
		if (id + 2 > this.#starts.length) {
			this.#starts = grown(this.#starts, id + 2)
			this.#hashes = grown(this.#hashes, id + 2)
		}
		this.#pool.set(bytes.subarray(at, at + length), start)
		this.#starts[id + 1] = start + length
		this.#hashes[id] = hash
		this.#slots[slot] = id
		if (2 * this.#size > this.#slots.length) this.#rehash()
		return id
	}

	#rehash(): void {
		const slots = new Int32Array(this.#slots.length * 2).fill(EMPTY)
		const mask = slots.length - 1
		for (let id = 0; id < this.#size; id++) {
			let slot = (this.#hashes[id] as number) & mask
			while (slots[slot] !== EMPTY) slot = (slot + 1) & mask
			slots[slot] = id
		}
		this.#slots = slots
	}
}

function grown<A extends Uint8Array | Uint32Array | Int32Array>(array: A, least: number): A {
	const larger = new (array.constructor as new (length: number) => A)(Math.max(least, 2 * array.length))
	larger.set(array)
	return larger
}

/** 32 bits of all bytes. Source: MurmurHash3 (Austin Appleby, public domain), the rest of up to three bytes folded in. */
function hashOf(bytes: Uint8Array, at: number, length: number): number {
	let hash = length
	const whole = at + (length & ~3)
	let i = at
	for (; i < whole; i += 4) {
		const word =
			(bytes[i] as number) |
			((bytes[i + 1] as number) << 8) |
			((bytes[i + 2] as number) << 16) |
			((bytes[i + 3] as number) << 24)
		hash = mixed(hash, word)
	}
	let rest = 0
	for (; i < at + length; i++) rest = (rest << 8) | (bytes[i] as number)
	hash = mixed(hash, rest)
	hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
	hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
	return hash ^ (hash >>> 16)
}

function mixed(hash: number, word: number): number {
	let k = Math.imul(word, 0xcc9e2d51)
	k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
	const h = hash ^ k
	return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0
}
