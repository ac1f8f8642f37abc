import { Composer, type Document, isMap, isScalar, isSeq, Lexer, LineCounter, Parser, type YAMLMap } from 'yaml'
import { InputError } from '../model/errors.js'

/**
 * Largest YAML text, in UTF-16 code units. The parser takes about 45 bytes of memory and 0.5 µs for each, so that this is
 * roughly 0.8 GB and 8 s; the largest published pack has 4.1 million. Larger lists come as CSV.
 */
export const MAX_YAML_LENGTH = 16 * 2 ** 20
/** Most lexemes: real packs have up to one in three characters; only text made to exhaust memory has more. */
const MAX_LEXEMES = Math.ceil(MAX_YAML_LENGTH / 3) + 1_000_000
/** Deepest nesting, open tokens of the parser; real packs have 8. */
const MAX_DEPTH = 32
/** The lexer's mark in front of the text of a scalar (a control picture, see `CST.SCALAR`). */
const SCALAR_MARK = '\x1f'

/** A value of the document: a node of the `yaml` package, null where nothing is written. */
export type YamlValue = unknown

/**
 * One YAML document under a schema that keeps every scalar as text (an unquoted `0x…` is otherwise read as a number) and
 * without anchors, aliases, tags and merge keys, each of which is refused as soon as it is seen.
 */
export class YamlDocument {
	readonly root: YamlValue
	readonly #file: string
	readonly #lines = new LineCounter()

	/** @throws InputError `E_LIMIT` for size, depth, aliases and merge keys; `E_LABEL` for anything that is not YAML. */
	constructor(text: string, file: string) {
		this.#file = file
		if (text.length > MAX_YAML_LENGTH) {
			this.fail(
				0,
				'',
				`YAML of ${text.length} characters, at most ${MAX_YAML_LENGTH}; larger lists are read as CSV`,
				'E_LIMIT',
			)
		}
		this.root = this.#compose(text).contents
		this.#checkTree()
	}

	/** @throws InputError */
	fail(offset: number, field: string, message: string, code: 'E_LABEL' | 'E_LIMIT' = 'E_LABEL'): never {
		const { line, col } = this.#lines.linePos(offset)
		const place = line > 0 ? `${this.#file}, line ${line}, column ${col}` : this.#file
		throw new InputError(code, `${place}: ${field === '' ? '' : `${field}: `}${message}`, {
			details: { file: this.#file, line, column: col, ...(field === '' ? {} : { field }) },
		})
	}

	/** As `fail`, at the place of a value. @throws InputError `E_LABEL` */
	failAt(value: YamlValue, field: string, message: string): never {
		this.fail(offsetOf(value), field, message)
	}

	/** Whether nothing is written here: no value, an empty one, a plain `null` or `~`. */
	isAbsent(value: YamlValue): boolean {
		if (value === undefined || value === null) return true
		if (!isScalar(value)) return false
		return (
			value.value === null ||
			value.value === '' ||
			(value.type === 'PLAIN' && /^(?:~|null|Null|NULL)$/.test(String(value.value)))
		)
	}

	isMapping(value: YamlValue): boolean {
		return isMap(value)
	}

	isList(value: YamlValue): boolean {
		return isSeq(value)
	}

	/** Line of a node, from 1. */
	lineOf(value: YamlValue): number {
		return this.#lines.linePos(offsetOf(value)).line
	}

	/** The fields of a mapping. @throws InputError `E_LABEL` */
	fields(value: YamlValue, field: string): ReadonlyMap<string, YamlValue> {
		if (!isMap(value)) this.fail(offsetOf(value), field, 'a mapping is expected here')
		return new Map(value.items.map((pair) => [keyOf(pair), pair.value]))
	}

	/** The items of a list. @throws InputError `E_LABEL` */
	items(value: YamlValue, field: string): readonly YamlValue[] {
		if (!isSeq(value)) this.fail(offsetOf(value), field, 'a list is expected here')
		return value.items
	}

	/** A text; null where it is missing, empty or a plain `null` or `~`. @throws InputError `E_LABEL` */
	text(value: YamlValue, field: string): string | null {
		if (this.isAbsent(value)) return null
		if (!isScalar(value)) this.fail(offsetOf(value), field, 'a single text is expected here')
		return String(value.value)
	}

	#compose(text: string): Document.Parsed {
		const parser = new Parser(this.#lines.addNewLine)
		// Doubled keys are looked for below: the package compares each key with every other one of its mapping.
		const composer = new Composer({ schema: 'failsafe', merge: false, uniqueKeys: false })
		const documents: Document.Parsed[] = []
		this.#lines.addNewLine(0)
		let afterMark = false
		let count = 0
		for (const lexeme of new Lexer().lex(text)) {
			if (++count > MAX_LEXEMES)
				this.fail(parser.offset, '', 'far more YAML marks than a pack of this size holds', 'E_LIMIT')
			if (!afterMark) this.#checkMark(lexeme[0], parser.offset)
			afterMark = !afterMark && lexeme === SCALAR_MARK
			for (const token of parser.next(lexeme)) documents.push(...composer.next(token))
			// The composer recurses, so that depth is bounded before it sees anything.
			if (parser.stack.length > MAX_DEPTH)
				this.fail(parser.offset, '', `nests deeper than ${MAX_DEPTH} levels`, 'E_LIMIT')
		}
		for (const token of parser.end()) documents.push(...composer.next(token))
		documents.push(...composer.end(true, text.length))
		const [first, second] = documents
		const error = first?.errors[0]
		if (!first || second) this.fail(second?.range[0] ?? 0, '', 'exactly one YAML document is expected')
		if (error) this.fail(error.pos[0], '', error.message)
		return first
	}

	#checkMark(mark: string | undefined, offset: number): void {
		if (mark === '&' || mark === '*') this.fail(offset, '', 'YAML anchors and aliases are not read', 'E_LIMIT')
		if (mark === '!') this.fail(offset, '', 'YAML tags are not read')
	}

	/** Every mapping has text keys, each once, and no merge key. */
	#checkTree(): void {
		const open: YamlValue[] = [this.root]
		for (let next = open.pop(); next !== undefined; next = open.pop()) {
			if (isSeq(next)) for (const item of next.items) if (!isScalar(item)) open.push(item)
			if (!isMap(next)) continue
			this.#checkKeys(next)
			for (const { value } of next.items) if (!isScalar(value) && value !== null) open.push(value)
		}
	}

	#checkKeys(map: YAMLMap): void {
		const seen = new Set<string>()
		for (const pair of map.items) {
			const offset = offsetOf(pair.key)
			if (!isScalar(pair.key)) this.fail(offset, '', 'a key is a single text')
			const key = keyOf(pair)
			if (key === '<<' && pair.key.type === 'PLAIN') this.fail(offset, key, 'YAML merge keys are not read', 'E_LIMIT')
			if (seen.has(key)) this.fail(offset, key.slice(0, 80), 'this key stands twice in its mapping')
			seen.add(key)
		}
	}
}

function keyOf(pair: { readonly key: unknown }): string {
	return isScalar(pair.key) ? String(pair.key.value ?? '') : ''
}

function offsetOf(value: YamlValue): number {
	const range = typeof value === 'object' && value !== null && 'range' in value ? value.range : undefined
	return Array.isArray(range) && typeof range[0] === 'number' ? range[0] : 0
}
