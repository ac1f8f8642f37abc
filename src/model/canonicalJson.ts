import { InputError } from './errors.js'

/** Deepest nesting written: results are shallow, anything deeper is not ours. */
const MAX_DEPTH = 64

/**
 * Canonical JSON: RFC 8785 (JCS) with a stricter input. Plain objects, arrays, well-formed strings, booleans, null and
 * finite numbers only; members whose value is `undefined` are left out; everything else throws.
 * @throws InputError `E_INPUT`
 */
export function canonicalJson(value: unknown): string {
	return write(value, 0)
}

function write(value: unknown, depth: number): string {
	if (depth > MAX_DEPTH) throw new InputError('E_LIMIT', `canonical JSON nests deeper than ${MAX_DEPTH} levels`)
	switch (typeof value) {
		case 'string':
			return writeText(value)
		case 'boolean':
			return value ? 'true' : 'false'
		case 'number':
			if (!Number.isFinite(value)) throw new InputError('E_INPUT', `canonical JSON cannot hold ${value}`)
			return JSON.stringify(value)
		case 'object':
			if (value === null) return 'null'
			if (Array.isArray(value)) return `[${value.map((item) => write(item, depth + 1)).join(',')}]`
			return writeObject(value, depth)
		default:
			throw new InputError('E_INPUT', `canonical JSON cannot hold a ${typeof value}`)
	}
}

function writeObject(value: object, depth: number): string {
	const prototype = Object.getPrototypeOf(value)
	if (prototype !== Object.prototype && prototype !== null) {
		throw new InputError('E_INPUT', 'canonical JSON holds plain objects only')
	}
	const members: string[] = []
	for (const key of Object.keys(value).sort()) {
		const member = (value as Record<string, unknown>)[key]
		if (member !== undefined) members.push(`${writeText(key)}:${write(member, depth + 1)}`)
	}
	return `{${members.join(',')}}`
}

function writeText(text: string): string {
	if (!text.isWellFormed()) throw new InputError('E_INPUT', 'canonical JSON cannot hold a lone surrogate')
	return JSON.stringify(text)
}
