import { InputError } from '../../model/errors.js'

/** What an object from a caller has to offer: the names of its functions, and of what else is read of it. */
export interface Shape {
	readonly what: string
	readonly functions: readonly string[]
	readonly arrays?: readonly string[]
	readonly texts?: readonly string[]
}

/**
 * Checks what types promise, because callers may be plain JavaScript. What an object can do counts, not its class: a
 * process may hold this package twice, as ESM and as CommonJS.
 * @throws InputError `E_INPUT` naming the field
 */
export function checkShape(value: unknown, { what, functions, arrays = [], texts = [] }: Shape, field: string): void {
	if (typeof value !== 'object' || value === null) throw expected(field, what)
	const member = (name: string): unknown => (value as Record<string, unknown>)[name]
	for (const name of functions)
		if (typeof member(name) !== 'function') throw expected(field, `${what}, which has a function ${name}`)
	for (const name of arrays)
		if (!Array.isArray(member(name))) throw expected(field, `${what}, which has a list ${name}`)
	for (const name of texts)
		if (typeof member(name) !== 'string') throw expected(field, `${what}, which has a text ${name}`)
}

export function expected(field: string, what: string): InputError {
	return new InputError('E_INPUT', `${field}: expected ${what}`, { details: { field } })
}
