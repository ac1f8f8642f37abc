import type { ResultData } from '../../model/result.js'
import { expected } from './checkShape.js'

/** What a case says of itself, copied into the result and read by nothing. */
export type CaseNote = NonNullable<ResultData['case']>

/** Levels of nesting that a result may hold at its `matter`. Invented: far more than a reference and its circumstances need. */
const MAX_DEPTH = 16

/**
 * A copy of what a case says of itself, so that nothing can change under the result.
 * @throws InputError naming the member that is no text, or no JSON
 */
export function checkCase(given: unknown): CaseNote | undefined {
	if (given === undefined) return undefined
	if (!isRecord(given)) throw expected('case', '{ name, matter }')
	const { name, matter, ...rest } = given
	for (const member of Object.keys(rest))
		throw expected(`case.${member.slice(0, 80)}`, 'no other member than name and matter')
	if (name !== undefined && typeof name !== 'string') throw expected('case.name', 'text')
	if (matter !== undefined && !isRecord(matter)) throw expected('case.matter', 'an object')
	if (name === undefined && matter === undefined) return undefined
	return {
		...(name === undefined ? {} : { name }),
		...(matter === undefined ? {} : { matter: copyOf(matter, 'case.matter', 0) as Record<string, unknown> }),
	}
}

function copyOf(value: unknown, field: string, depth: number): unknown {
	if (depth > MAX_DEPTH) throw expected(field, `at most ${MAX_DEPTH} levels`)
	if (Array.isArray(value)) return Array.from(value, (item, i) => copyOf(item, `${field}[${i}]`, depth + 1))
	if (isRecord(value)) {
		const copied: Record<string, unknown> = {}
		for (const [key, item] of Object.entries(value)) {
			const at = `${field}.${key.slice(0, 80)}`
			// Set on a plain object it would not be a member but its prototype, and be lost.
			if (key === '__proto__') throw expected(at, 'a name that is not of the language')
			copied[key] = copyOf(item, at, depth + 1)
		}
		return copied
	}
	if (value === null || typeof value === 'boolean') return value
	if (typeof value === 'number' && Number.isFinite(value)) return value
	if (typeof value === 'string' && value.isWellFormed()) return value
	throw expected(field, 'what JSON can hold')
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}
