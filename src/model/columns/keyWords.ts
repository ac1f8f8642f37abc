import { DIGIT, hexByte } from './hexByte.js'

/** Longest text, so that its bytes and form fit 16 bits. */
const LONGEST = 8_000
const MOST_PREFIXES = 65_536

/** Digits of the two lengths of address and hash that chains write in hexadecimal. */
const HASH_DIGITS = 64
const ADDRESS_DIGITS = 40

/** What the bytes of a key are: hexadecimal digits two by two, characters of one byte, or characters of two. */
const HEX = 0
const LATIN = 1
const WIDE = 2

const HEX_DIGITS = '0123456789abcdef'

/**
 * Turns an identifier into the words under which `IdTable` keeps it: the number of a shared beginning, and the rest as
 * bytes. One text has exactly one such form and the reverse.
 */
export class KeyWords {
	/** What was read last: its words, how many, their shape (bytes · 4 + form), its prefix and hash. */
	words = new Uint32Array(16)
	count = 0
	shape = 0
	prefix = 0
	hash = 0
	/** Beginnings by number; number 0 is none. */
	readonly #prefixes = ['']
	readonly #numbers = new Map([['', 0]])
	#last = ''

	static wordsOf(shape: number): number {
		return ((shape >> 2) + 3) >> 2
	}

	static hashOf(words: Uint32Array, start: number, shape: number, prefix: number): number {
		let hash = Math.imul(prefix, 0x9e3779b1) ^ shape
		for (let i = 0, count = KeyWords.wordsOf(shape); i < count; i++) {
			hash = Math.imul(hash ^ (words[start + i] as number), 0x85ebca6b)
			hash ^= hash >>> 15
		}
		hash = Math.imul(hash, 0xc2b2ae35)
		return (hash ^ (hash >>> 16)) >>> 0
	}

	/** Reads a text. False where it is too long, or where its beginning is new and may not be added. */
	read(text: string, mayAdd: boolean): boolean {
		const { length } = text
		if (length > LONGEST) return false
		const digits = length >= HASH_DIGITS && this.#readHex(text, length, HASH_DIGITS) ? HASH_DIGITS : ADDRESS_DIGITS
		if (digits === HASH_DIGITS || (length >= ADDRESS_DIGITS && this.#readHex(text, length, ADDRESS_DIGITS))) {
			if (this.#readPrefix(text, length - digits, mayAdd)) return this.#done((digits >> 1) * 4 + HEX)
			if (!this.#isFull()) return false
			this.#readCharacters(text, 0)
			return true
		}
		const end = Math.max(text.lastIndexOf(':'), text.lastIndexOf('/')) + 1
		if (this.#readPrefix(text, end, mayAdd)) this.#readCharacters(text, end)
		else if (this.#isFull()) this.#readCharacters(text, 0)
		else return false
		return true
	}

	/**
	 * Reads what `prefix` and so many hexadecimal digits of `text` from `at` on make together, 40 or 64 of them, as if they
	 * were one text. False where one is no lower-case digit, or where no further beginning fits.
	 */
	readDigits(prefix: string, text: DataView, at: number, digits: number): boolean {
		const { words } = this
		let wrong = 0
		for (let word = 0, count = digits >> 3, i = at; word < count; word++, i += 8) {
			const first = hexByte(text, i)
			const second = hexByte(text, i + 2)
			const third = hexByte(text, i + 4)
			const fourth = hexByte(text, i + 6)
			wrong |= first | second | third | fourth
			words[word] = first | (second << 8) | (third << 16) | (fourth << 24)
		}
		if (wrong < 0) return false
		if (prefix !== this.#last && !this.#readPrefix(prefix, prefix.length, true)) return false
		return this.#done((digits >> 1) * 4 + HEX)
	}

	/** The text of a key. */
	text(words: Uint32Array, start: number, shape: number, prefix: number): string {
		const form = shape & 3
		const bytes = shape >> 2
		let text = this.#prefixes[prefix] as string
		for (let i = 0; i < bytes; i++) {
			const word = words[start + (i >> 2)] as number
			const byte = (word >>> (8 * (i & 3))) & 0xff
			if (form === HEX) text += (HEX_DIGITS[byte >> 4] as string) + HEX_DIGITS[byte & 15]
			else if (form === LATIN) text += String.fromCharCode(byte)
			else if ((i & 1) === 0) text += String.fromCharCode((word >>> (8 * (i & 2))) & 0xffff)
		}
		return text
	}

	/** Reads the `digits` characters before `end` as hexadecimal; false where one is none. The last is looked at first. */
	#readHex(text: string, end: number, digits: number): boolean {
		const { words } = this
		let at = end
		for (let word = (digits >> 3) - 1; word >= 0; word--) {
			let value = 0
			let wrong = 0
			for (let byte = 0; byte < 4; byte++) {
				at -= 2
				const high = text.charCodeAt(at)
				const low = text.charCodeAt(at + 1)
				if ((high | low) > 127) return false
				const digit = ((DIGIT[high] as number) << 4) | (DIGIT[low] as number)
				wrong |= digit
				value = (value << 8) | (digit & 0xff)
			}
			if (wrong < 0) return false
			words[word] = value
		}
		return true
	}

	/** Looks up the first `end` characters; false where they are new and may not or cannot be added. */
	#readPrefix(text: string, end: number, mayAdd: boolean): boolean {
		if (end === this.#last.length && text.startsWith(this.#last)) return true
		const prefix = text.slice(0, end)
		let number = this.#numbers.get(prefix)
		if (number === undefined) {
			if (!mayAdd || this.#isFull()) {
				this.#setPrefix('', 0)
				return false
			}
			number = this.#prefixes.push(prefix) - 1
			this.#numbers.set(prefix, number)
		}
		this.#setPrefix(prefix, number)
		return true
	}

	#setPrefix(text: string, number: number): void {
		this.#last = text
		this.prefix = number
	}

	#isFull(): boolean {
		return this.#prefixes.length >= MOST_PREFIXES
	}

	#readCharacters(text: string, from: number): void {
		let all = 0
		for (let i = from; i < text.length; i++) all |= text.charCodeAt(i)
		const width = all < 256 ? 1 : 2
		const bytes = (text.length - from) * width
		const count = (bytes + 3) >> 2
		if (count > this.words.length) this.words = new Uint32Array(count)
		this.words.fill(0, 0, count)
		for (let i = from, at = 0; i < text.length; i++, at += width) {
			this.words[at >> 2] = (this.words[at >> 2] as number) | (text.charCodeAt(i) << (8 * (at & 3)))
		}
		this.#done(bytes * 4 + (width === 1 ? LATIN : WIDE))
	}

	#done(shape: number): true {
		this.shape = shape
		this.count = KeyWords.wordsOf(shape)
		this.hash = KeyWords.hashOf(this.words, 0, shape, this.prefix)
		return true
	}
}
