import { InputError } from './errors.js'

/** Deepest nesting written: results are shallow, anything deeper is not ours. */
const MAX_DEPTH = 64
/** Characters gathered before a piece is given on. */
const PIECE = 1 << 16
/** Kinds of objects remembered of each number of members, and most members of one: maps by foreign keys are kinds of their own. */
const MOST_ALIKE = 32
const MOST_MEMBERS = 64

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

/** Members of one kind of object, in the order in which they are written. */
interface Layout {
	/** As the object lists them. */
	readonly keys: readonly string[]
	readonly members: readonly Member[]
}

interface Member {
	readonly key: string
	/** What stands before its value, where it is the first that is written and where it is a further one. */
	readonly first: string
	readonly next: string
}

class Writer {
	readonly #pieces: string[] = []
	/** The piece being written. Strings are joined when it is full: adding them up one by one would build a tree of them. */
	#parts: string[] = []
	#length = 0
	/** Objects met once, and the text of those met again: flows share their hops, of which each is written often. */
	readonly #met = new Set<object>()
	readonly #texts = new Map<object, string>()

	constructor(private readonly layouts: Layouts = new Layouts()) {}

	end(): string[] {
		return [...this.#pieces, this.#parts.join('')]
	}

	write(value: unknown, depth: number): void {
		if (depth > MAX_DEPTH) throw new InputError('E_LIMIT', `canonical JSON nests deeper than ${MAX_DEPTH} levels`)
		if (typeof value !== 'object' || value === null) this.#add(scalar(value))
		else if (Array.isArray(value)) this.#list(value, depth)
		else if (!this.#met.has(value)) {
			this.#met.add(value)
			this.#object(value, depth)
		} else this.#add(this.#again(value, depth))
		if (this.#length < PIECE) return
		this.#pieces.push(this.#parts.join(''))
		this.#parts = []
		this.#length = 0
	}

	#add(text: string): void {
		this.#parts.push(text)
		this.#length += text.length
	}

	#list(items: readonly unknown[], depth: number): void {
		this.#add('[')
		for (let i = 0; i < items.length; i++) {
			if (i > 0) this.#add(',')
			this.write(items[i], depth + 1)
		}
		this.#add(']')
	}

	#again(value: object, depth: number): string {
		let text = this.#texts.get(value)
		if (text === undefined) {
			const own = new Writer(this.layouts)
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
		let isFirst = true
		const members = this.layouts.of(value)
		for (let i = 0; i < members.length; i++) {
			const { key, first, next } = members[i] as Member
			const member = (value as Record<string, unknown>)[key]
			if (member === undefined) continue
			this.#add(isFirst ? first : next)
			isFirst = false
			this.write(member, depth + 1)
		}
		this.#add(isFirst ? '{}' : '}')
	}
}

/** Objects of a result are of few kinds and very many: the members of each kind are put in order once. */
class Layouts {
	/** By number of members. */
	readonly #known: Layout[][] = []

	of(value: object): readonly Member[] {
		const keys = Object.keys(value)
		while (this.#known.length <= keys.length && keys.length < MOST_MEMBERS) this.#known.push([])
		const known = this.#known[keys.length] ?? []
		for (const layout of known) if (isSame(layout.keys, keys)) return layout.members
		const members = [...keys].sort().map((key) => ({ key, first: `{${quoted(key)}:`, next: `,${quoted(key)}:` }))
		if (known.length < MOST_ALIKE) known.push({ keys, members })
		return members
	}
}

function isSame(a: readonly string[], b: readonly string[]): boolean {
	for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
	return true
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
