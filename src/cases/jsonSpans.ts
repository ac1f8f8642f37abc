import { InputError } from '../model/errors.js'

/** Where a scalar stands in a JSON text: from its first character up to the one after its last. */
export interface JsonSpan {
	readonly start: number
	readonly end: number
}

const TOKEN = /[{}[\],:]|"[^"\\]*(?:\\.[^"\\]*)*"|[^\s{}[\],:"]+/gy
const SPACE = /\s*/gy

interface Container {
	readonly path: string
	readonly array: boolean
	place: number
	key: string | null
}

/**
 * Places of all scalars of a JSON text by JSON pointer (RFC 6901), so that one can be rewritten and the rest stays as it
 * was typed. The text has to be valid JSON, as `parseJson` accepts it.
 */
export function jsonSpans(text: string): Map<string, JsonSpan> {
	const spans = new Map<string, JsonSpan>()
	const open: Container[] = []
	for (let at = skip(text, 0); at < text.length; at = skip(text, at)) {
		TOKEN.lastIndex = at
		const token = TOKEN.exec(text)?.[0]
		if (token === undefined) throw new InputError('E_INPUT', 'not JSON', { details: { offset: at } })
		const start = at
		at += token.length
		const inside = open.at(-1)
		if (token === '}' || token === ']') open.pop()
		else if (token === ',') {
			if (inside?.array) inside.place++
			else if (inside) inside.key = null
		} else if (token === ':') continue
		else if (inside && !inside.array && inside.key === null) inside.key = JSON.parse(token) as string
		else if (token === '{' || token === '[')
			open.push({ path: pointer(inside), array: token === '[', place: 0, key: null })
		else spans.set(pointer(inside), { start, end: at })
	}
	return spans
}

function pointer(inside: Container | undefined): string {
	if (inside === undefined) return ''
	const step = inside.array ? String(inside.place) : (inside.key ?? '').replaceAll('~', '~0').replaceAll('/', '~1')
	return `${inside.path}/${step}`
}

function skip(text: string, at: number): number {
	SPACE.lastIndex = at
	return at + (SPACE.exec(text)?.[0].length ?? 0)
}
