import { InputError } from '../errors.js'
import { grown } from './grown.js'
import { KeyWords } from './keyWords.js'

/** Slots of the hash table for each key, at most; then it grows. */
const FULLEST = 0.5

/**
 * Identifiers numbered in the order in which they are first seen. Addresses and transaction hashes are kept as their bytes
 * (20 or 32) beside a shared beginning (`eip155:1:0x`), other identifiers as characters; text is made only on output. An
 * EVM account takes 26 bytes, and 8 to 16 of the table that finds it.
 */
export class IdTable {
	#size = 0
	/** Words of all keys, one after the other; key k begins at starts[k]. */
	#words = new Uint32Array(64)
	#starts = new Uint32Array(16)
	/** Number of the beginning of key k, and how many bytes it has in which form. */
	#prefixes = new Uint16Array(16)
	#shapes = new Uint16Array(16)
	/** Key number + 1 by hash, open addressing with linear steps; 0 is free. */
	#slots = new Uint32Array(64)
	readonly #key = new KeyWords()

	get size(): number {
		return this.#size
	}

	/** The number of an identifier, new or known. @throws InputError `E_LIMIT` for a text of more than 8,000 characters */
	add(text: string): number {
		if (!this.#key.read(text, true)) {
			throw new InputError('E_LIMIT', `an identifier of ${text.length} characters is too long`, {
				details: { length: text.length },
			})
		}
		return this.#number()
	}

	/**
	 * The number of the identifier that `prefix` and the 40 or 64 lower-case hexadecimal digits in `text` from `at` on make
	 * together; -1 where they are no such digits. Makes no text of it.
	 */
	addDigits(prefix: string, text: DataView, at: number, digits: 40 | 64): number {
		return this.#key.readDigits(prefix, text, at, digits) ? this.#number() : -1
	}

	/** The number of the key just read, new or known. */
	#number(): number {
		let slot = this.#slotOf()
		const known = this.#slots[slot] as number
		if (known !== 0) return known - 1
		if (this.#size >= this.#slots.length * FULLEST) {
			this.#rehash(this.#slots.length * 2)
			slot = this.#slotOf()
		}
		const id = this.#size++
		this.#slots[slot] = id + 1
		this.#append(id)
		return id
	}

	/** The number of an identifier; -1 where it is not here. */
	find(text: string): number {
		return this.#key.read(text, false) ? (this.#slots[this.#slotOf()] as number) - 1 : -1
	}

	/** The identifier of a number. */
	text(id: number): string {
		return this.#key.text(
			this.#words,
			this.#starts[id] as number,
			this.#shapes[id] as number,
			this.#prefixes[id] as number,
		)
	}

	/** Gives back what growing left over. */
	trim(): void {
		this.#words = this.#words.slice(0, this.#end())
		this.#starts = this.#starts.slice(0, this.#size)
		this.#shapes = this.#shapes.slice(0, this.#size)
		this.#prefixes = this.#prefixes.slice(0, this.#size)
	}

	get bytes(): number {
		const columns = [this.#words, this.#starts, this.#prefixes, this.#shapes, this.#slots]
		return columns.reduce((sum, column) => sum + column.byteLength, 0)
	}

	/** The slot that holds the key just read, or the free one where it belongs. */
	#slotOf(): number {
		const { words, count, shape, prefix, hash } = this.#key
		const mask = this.#slots.length - 1
		for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
			const id = (this.#slots[slot] as number) - 1
			if (id < 0) return slot
			if (this.#shapes[id] !== shape || this.#prefixes[id] !== prefix) continue
			const start = this.#starts[id] as number
			let i = 0
			while (i < count && this.#words[start + i] === words[i]) i++
			if (i === count) return slot
		}
	}

	#append(id: number): void {
		const { words, count, shape, prefix } = this.#key
		const start = id === 0 ? 0 : this.#endOf(id - 1)
		if (id >= this.#starts.length) {
			this.#starts = grown(this.#starts, id + 1)
			this.#shapes = grown(this.#shapes, id + 1)
			this.#prefixes = grown(this.#prefixes, id + 1)
		}
		if (start + count > this.#words.length) this.#words = grown(this.#words, start + count)
		this.#starts[id] = start
		this.#shapes[id] = shape
		this.#prefixes[id] = prefix
		for (let i = 0; i < count; i++) this.#words[start + i] = words[i] as number
	}

	#end(): number {
		return this.#size === 0 ? 0 : this.#endOf(this.#size - 1)
	}

	#endOf(id: number): number {
		return (this.#starts[id] as number) + KeyWords.wordsOf(this.#shapes[id] as number)
	}

	#rehash(length: number): void {
		this.#slots = new Uint32Array(length)
		const mask = length - 1
		for (let id = 0; id < this.#size; id++) {
			const shape = this.#shapes[id] as number
			const start = this.#starts[id] as number
			let slot = KeyWords.hashOf(this.#words, start, shape, this.#prefixes[id] as number) & mask
			while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
			this.#slots[slot] = id + 1
		}
	}
}
