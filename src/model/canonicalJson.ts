import { InputError } from './errors.js'

/** Deepest nesting written: results are shallow, anything deeper is not ours. */
const MAX_DEPTH = 64
/** Characters gathered before a piece is given on. */
const PIECE = 1 << 16

/**
 * Canonical JSON: RFC 8785 (JCS) with a stricter input. Plain objects, arrays, well-formed strings, booleans, null, finite
 * numbers and bigints only; a bigint is an amount and is written as a decimal string; members whose value is `undefined`
 * are left out; everything else throws.
 * @throws InputError `E_INPUT`
 */
export function canonicalJson(value: unknown): string {
	return canonicalPieces(value).join('')
}

/** The same in pieces, for values whose text is longer than one string can be. */
export function canonicalPieces(value: unknown): string[] {
	const writer = new Writer()
	writer.write(value, 0)
	return writer.end()
}

class Writer {
	readonly #pieces: string[] = []
	#text = ''
	/** Objects met once, and the text of those met again: flows share their hops, of which each is written often. */
	readonly #met = new Set<object>()
	readonly #texts = new Map<object, string>()

	end(): string[] {
		return [...this.#pieces, this.#text]
	}

	write(value: unknown, depth: number): void {
		if (depth > MAX_DEPTH) throw new InputError('E_LIMIT', `canonical JSON nests deeper than ${MAX_DEPTH} levels`)
		if (typeof value !== 'object' || value === null) this.#text += scalar(value)
		else if (Array.isArray(value)) this.#list(value, depth)
		else if (!this.#met.has(value)) {
			this.#met.add(value)
			this.#object(value, depth)
		} else this.#text += this.#again(value, depth)
		if (this.#text.length < PIECE) return
		this.#pieces.push(this.#text)
		this.#text = ''
	}

	#list(items: readonly unknown[], depth: number): void {
		this.#text += '['
		for (const [i, item] of items.entries()) {
			if (i > 0) this.#text += ','
			this.write(item, depth + 1)
		}
		this.#text += ']'
	}

	#again(value: object, depth: number): string {
		let text = this.#texts.get(value)
		if (text === undefined) {
			const own = new Writer()
			own.#object(value, depth)
			text = own.end().join('')
			this.#texts.set(value, text)
		}
		return text
	}

	#object(value: object, depth: number): void {
		const prototype = Object.getPrototypeOf(value)
		if (prototype !== Object.prototype && prototype !== null) {
			throw new InputError('E_INPUT', 'canonical JSON holds plain objects only')
		}
		let mark = '{'
		for (const key of Object.keys(value).sort()) {
			const member = (value as Record<string, unknown>)[key]
			if (member === undefined) continue
			this.#text += `${mark}${quoted(key)}:`
			this.write(member, depth + 1)
			mark = ','
		}
		this.#text += mark === '{' ? '{}' : '}'
	}
}

function scalar(value: unknown): string {
	switch (typeof value) {
		case 'string':
			return quoted(value)
		case 'boolean':
			return value ? 'true' : 'false'
		case 'bigint':
			return `"${value}"`
		case 'number':
			if (!Number.isFinite(value)) throw new InputError('E_INPUT', `canonical JSON cannot hold ${value}`)
			return JSON.stringify(value)
		default:
			if (value === null) return 'null'
			throw new InputError('E_INPUT', `canonical JSON cannot hold a ${typeof value}`)
	}
}

function quoted(text: string): string {
	if (!text.isWellFormed()) throw new InputError('E_INPUT', 'canonical JSON cannot hold a lone surrogate')
	return JSON.stringify(text)
}
