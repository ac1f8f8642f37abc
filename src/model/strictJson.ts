import { displayText } from './displayText.js'
import { type InputCode, InputError } from './errors.js'

/** Deepest nesting read: whatever the library reads is shallow, so anything deeper is an attack or not ours. */
const MAX_DEPTH = 64

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y
const DIGITS = /^-?[0-9]+$/
const ESCAPES: Readonly<Record<string, string>> = {
	'"': '"',
	'\\': '\\',
	'/': '/',
	b: '\b',
	f: '\f',
	n: '\n',
	r: '\r',
	t: '\t',
}
const WORDS: ReadonlyArray<readonly [string, boolean | null]> = [
	['true', true],
	['false', false],
	['null', null],
]

/** Where the text stands, for the error's details: the name to show and the line of its first character (default 1). */
export interface JsonPlace {
	readonly file?: string
	readonly firstLine?: number
	/**
	 * What becomes of an integer beyond 2^53 - 1 in magnitude: refused (the default); its digits as text, for formats that
	 * write amounts as numbers; or the nearest double, for formats in which numbers are never amounts.
	 */
	readonly largeIntegers?: 'refuse' | 'text' | 'double'
	/** Deepest nesting accepted, for formats that nest by nature (call trees). Default 64. */
	readonly maxDepth?: number
}

/**
 * JSON (RFC 8259), strictly: no duplicate keys, byte order mark, lone surrogates or text after the value; at most 64
 * levels deep, unless told otherwise; no integer beyond 2^53 - 1 in magnitude, since rounding it would lose units without a
 * trace, unless its digits are asked for. A key `__proto__` is data like any other. Linear in the length of the text.
 * @throws InputError `E_INPUT` or `E_LIMIT` with `details` {file, line, column}; column in UTF-16 units, from 1
 */
export function parseJson(text: string, where: JsonPlace = {}): unknown {
	return new Reader(text, where).read()
}

type Container = unknown[] | Record<string, unknown>

class Reader {
	private at = 0

	constructor(
		private readonly text: string,
		private readonly where: JsonPlace,
	) {}

	read(): unknown {
		if (!this.text.isWellFormed()) this.refuse('a lone surrogate is not text', loneSurrogate(this.text))
		if (this.text.charCodeAt(0) === 0xfeff) this.refuse('a byte order mark may not stand in front of JSON')
		let root: unknown
		const open: Container[] = []
		for (;;) {
			this.space()
			const parent = open.at(-1)
			const key = parent === undefined || Array.isArray(parent) ? undefined : this.key(parent)
			const value = this.value(open.length)
			if (parent === undefined) root = value
			else if (Array.isArray(parent)) parent.push(value)
			else if (key === '__proto__')
				Object.defineProperty(parent, key, { value, enumerable: true, configurable: true, writable: true })
			else parent[key as string] = value
			if (typeof value === 'object' && value !== null) {
				this.space()
				if (this.text[this.at] !== closing(value as Container)) {
					open.push(value as Container)
					continue
				}
				this.at++
			}
			if (this.afterValue(open)) return root
		}
	}

	/** Closes what ends here and steps over the comma; true at the end of the text. */
	private afterValue(open: Container[]): boolean {
		for (;;) {
			this.space()
			const parent = open.at(-1)
			if (parent === undefined) {
				return this.at === this.text.length || this.refuse('text after the end of the value')
			}
			const character = this.text[this.at]
			if (character !== ',' && character !== closing(parent)) this.refuse(`expected "," or "${closing(parent)}"`)
			this.at++
			if (character === ',') return false
			open.pop()
		}
	}

	/** A scalar, or an empty array or object whose bracket has just been opened. */
	private value(depth: number): unknown {
		const character = this.text[this.at]
		if (character === '"') return this.string()
		if (character === '{' || character === '[') {
			const most = this.where.maxDepth ?? MAX_DEPTH
			if (depth >= most) this.refuse(`JSON nests deeper than ${most} levels`, this.at, 'E_LIMIT')
			this.at++
			return character === '{' ? {} : []
		}
		for (const [word, value] of WORDS) {
			if (this.text.startsWith(word, this.at)) {
				this.at += word.length
				return value
			}
		}
		return this.number()
	}

	private number(): number | string {
		NUMBER.lastIndex = this.at
		const match = NUMBER.exec(this.text)
		if (match === null) return this.refuse('expected a value')
		const value = Number(match[0])
		const asDouble = this.where.largeIntegers === 'double' && Number.isFinite(value)
		const exact = asDouble || Number.isSafeInteger(value) || !(Number.isInteger(value) || !Number.isFinite(value))
		if (!exact && this.where.largeIntegers === 'text' && DIGITS.test(match[0])) {
			this.at = NUMBER.lastIndex
			return match[0]
		}
		if (!exact) this.refuse(`number ${match[0].slice(0, 80)} is too large to hold exactly; write it as a string`)
		this.at = NUMBER.lastIndex
		return value
	}

	private key(object: Record<string, unknown>): string {
		const start = this.at
		if (this.text[start] !== '"') this.refuse('expected a key in double quotes')
		const key = this.string()
		if (Object.hasOwn(object, key)) this.refuse(`duplicate key "${displayText(key.slice(0, 80))}"`, start)
		this.space()
		if (this.text[this.at] !== ':') this.refuse('expected ":" after a key')
		this.at++
		this.space()
		return key
	}

	private string(): string {
		const start = this.at++
		let from = this.at
		const parts: string[] = []
		for (;;) {
			const code = this.text.charCodeAt(this.at)
			if (code === 0x22) break
			if (Number.isNaN(code)) this.refuse('the string is not closed', start)
			if (code < 0x20) this.refuse('a control character in a string must be escaped')
			if (code !== 0x5c) {
				this.at++
				continue
			}
			parts.push(this.text.slice(from, this.at), this.escape())
			from = this.at
		}
		const tail = this.text.slice(from, this.at++)
		if (parts.length === 0) return tail
		parts.push(tail)
		const text = parts.join('')
		return text.isWellFormed() ? text : this.refuse('the string holds a lone surrogate', start)
	}

	private escape(): string {
		const letter = this.text[this.at + 1] ?? ''
		if (letter === 'u') {
			const digits = this.text.slice(this.at + 2, this.at + 6)
			if (!/^[0-9a-fA-F]{4}$/.test(digits)) this.refuse('\\u is followed by four hexadecimal digits')
			this.at += 6
			return String.fromCharCode(Number.parseInt(digits, 16))
		}
		if (!Object.hasOwn(ESCAPES, letter)) this.refuse('not an escape that JSON knows')
		this.at += 2
		return ESCAPES[letter] as string
	}

	private space(): void {
		for (;;) {
			const code = this.text.charCodeAt(this.at)
			if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return
			this.at++
		}
	}

	private refuse(fault: string, at = this.at, code: InputCode = 'E_INPUT'): never {
		const before = this.text.slice(0, at)
		const line = (this.where.firstLine ?? 1) + before.split('\n').length - 1
		const column = at - before.lastIndexOf('\n')
		const { file } = this.where
		const place = `${file === undefined ? '' : `${displayText(file)}, `}line ${line}, column ${column}`
		const end = at >= this.text.length ? ' (the text ends here)' : ''
		throw new InputError(code, `${place}: ${fault}${end}`, {
			details: { ...(file === undefined ? {} : { file }), line, column },
		})
	}
}

const closing = (container: Container): string => (Array.isArray(container) ? ']' : '}')

function loneSurrogate(text: string): number {
	for (let i = 0; i < text.length; i++) {
		const code = text.charCodeAt(i)
		if (code < 0xd800 || code > 0xdfff) continue
		const next = text.charCodeAt(i + 1)
		if (code > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return i
		i++
	}
	return 0
}
