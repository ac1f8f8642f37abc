import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { InputError } from '../../src/model/errors.js'
import { parseJson } from '../../src/model/strictJson.js'

function refusal(text: string, where = {}): InputError {
	try {
		parseJson(text, where)
	} catch (error) {
		if (error instanceof InputError) return error
		throw error
	}
	throw new Error(`accepted ${JSON.stringify(text.slice(0, 80))}`)
}

describe('parseJson accepts', () => {
	it('whatever JSON.stringify writes, and reads it alike', () => {
		const exact = fc.jsonValue({ maxDepth: 8 }).filter((value) => numbersAreExact(value))
		fc.assert(
			fc.property(exact, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
				const text = JSON.stringify(value, null, indent)
				expect(parseJson(text)).toEqual(JSON.parse(text))
			}),
		)
	})

	it('integers of any size as text, where the format is known to write them', () => {
		const text = '[9007199254740991,9007199254740992,-150188698577042438264952193024,1.5]'
		expect(parseJson(text, { largeIntegers: 'text' })).toEqual([
			9007199254740991,
			'9007199254740992',
			'-150188698577042438264952193024',
			1.5,
		])
		expect(() => parseJson('1e300', { largeIntegers: 'text' })).toThrow('too large')
	})

	it.each([
		'{}',
		'[]',
		' \r\n\t[ ] ',
		'"\\u00e9\\n\\/\\ud83d\\ude00"',
		'"😀"',
		'[1,-0,0.5,1e3,1E-2,9007199254740991,-9007199254740991]',
		'[[],{},[[{"a":[]}]]]',
		'null',
		'{"":{"":1}}',
	])('%s as JSON.parse does', (text) => {
		expect(parseJson(text)).toStrictEqual(JSON.parse(text))
	})

	it('the key __proto__ as plain data', () => {
		const value = parseJson('{"__proto__":{"polluted":1},"constructor":2,"a":3}') as Record<string, unknown>
		expect(Object.keys(value)).toEqual(['__proto__', 'constructor', 'a'])
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype)
		expect(value.polluted).toBeUndefined()
		expect(({} as Record<string, unknown>).polluted).toBeUndefined()
		expect(() =>
			z.strictObject({ constructor: z.number(), a: z.number() }).parse(parseJson('{"constructor":2,"a":3}')),
		).not.toThrow()
	})

	it('nesting of 64 levels and not of 65', () => {
		expect(parseJson('['.repeat(64) + ']'.repeat(64))).toBeDefined()
		expect(refusal('['.repeat(65) + ']'.repeat(65))).toMatchObject({
			code: 'E_LIMIT',
			details: { line: 1, column: 65 },
		})
	})
})

describe('parseJson refuses', () => {
	it.each([
		['', 1, 1],
		['{"a":1,"a":2}', 1, 8],
		['{"a":1,"\\u0061":2}', 1, 8],
		['{"__proto__":1,"__proto__":2}', 1, 16],
		['\ufeff{}', 1, 1],
		['"\\ud800"', 1, 1],
		['"a\ud800"', 1, 3],
		['{"a":1}\n x', 2, 2],
		['[1,]', 1, 4],
		['{"a":1,}', 1, 8],
		['{a:1}', 1, 2],
		["['a']", 1, 2],
		['[01]', 1, 3],
		['[+1]', 1, 2],
		['[.5]', 1, 2],
		['[1.]', 1, 3],
		['[0x10]', 1, 3],
		['[NaN]', 1, 2],
		['[Infinity]', 1, 2],
		['[1e400]', 1, 2],
		['[9007199254740992]', 1, 2],
		['[-9007199254740992]', 1, 2],
		['[9007199254740993.0]', 1, 2],
		['[1e30]', 1, 2],
		['[\n1,\n  tru]', 3, 3],
		['"a\nb"', 1, 3],
		['"abc', 1, 1],
		['"\\x41"', 1, 2],
		['"\\u12g4"', 1, 2],
		['[1 2]', 1, 4],
		['{"a" 1}', 1, 6],
		['[1}', 1, 3],
		['// x\n1', 1, 1],
		['[\u00a01]', 1, 2],
	])('%j at line %i, column %i', (text, line, column) => {
		expect(refusal(text)).toMatchObject({ code: 'E_INPUT', details: { line, column } })
	})

	it('and says where: file and line of the first character', () => {
		const error = refusal('{"a":}', { file: 'rows.jsonl', firstLine: 7 })
		expect(error.details).toEqual({ file: 'rows.jsonl', line: 7, column: 6 })
		expect(error.shortMessage).toContain('rows.jsonl, line 7, column 6')
	})

	it('every text that JSON.parse refuses', () => {
		const fragments = fc.constantFrom(
			'{',
			'}',
			'[',
			']',
			',',
			':',
			'"',
			'a',
			'\\',
			'1',
			'-',
			'.',
			'e',
			'0',
			'true',
			'null',
			' ',
			'"k":',
		)
		fc.assert(
			fc.property(fc.array(fragments, { maxLength: 9 }), (parts) => {
				const text = parts.join('')
				const [theirs, ours] = [attempt(() => JSON.parse(text)), attempt(() => parseJson(text))]
				if (theirs === undefined) expect(ours).toBeUndefined()
				else if (ours !== undefined) expect(ours).toEqual(theirs)
			}),
			{ numRuns: 5000 },
		)
	})

	it('a million brackets without overflowing the stack', () => {
		expect(refusal('['.repeat(1e6)).code).toBe('E_LIMIT')
		expect(refusal('{"a":'.repeat(1e6)).code).toBe('E_LIMIT')
	})
})

describe('parseJson is linear', () => {
	const megabyte = 1_000_000
	it.each([
		['escapes', `"${'\\n'.repeat(megabyte / 2)}"`],
		['plain string', `"${'a'.repeat(megabyte)}"`],
		['spaces', ' '.repeat(megabyte)],
		['digits', '1'.repeat(megabyte)],
		['fraction', `0.${'1'.repeat(megabyte)}e`],
		['unclosed string', `"${'\\"'.repeat(megabyte / 2)}`],
		['numbers', `[${'1,'.repeat(megabyte / 2)}1]`],
		['keys', `{${Array.from({ length: 80_000 }, (_, i) => `"key${i}":${i}`).join(',')}}`],
	])('one megabyte of %s in well under a second', (_, text) => {
		const start = performance.now()
		attempt(() => parseJson(text))
		expect(performance.now() - start).toBeLessThan(500)
	})
})

function attempt(run: () => unknown): { value: unknown } | undefined {
	try {
		return { value: run() }
	} catch {
		return undefined
	}
}

function numbersAreExact(value: unknown): boolean {
	if (typeof value === 'number') return Number.isSafeInteger(value) || !Number.isInteger(value)
	if (typeof value !== 'object' || value === null) return true
	return Object.values(value).every(numbersAreExact)
}
