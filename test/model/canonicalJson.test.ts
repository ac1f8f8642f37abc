import canonicalize from 'canonicalize'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, canonicalPieces } from '../../src/model/canonicalJson.js'
import { digestOf, sha256Hex } from '../../src/model/digest.js'

const refusal = (code: string) => expect.objectContaining({ name: 'InputError', code })

describe('canonical JSON', () => {
	it('is what RFC 8785 shows', () => {
		// Section 3.2.2 and 3.2.3: numbers, escapes, and keys in the order of UTF-16 code units.
		const input = {
			numbers: [333333333.3333333, 1e30, 4.5, 2e-3, 1e-27],
			string: '\u20ac$\u000F\u000aA\'\u0042\u0022\u005c\\"/',
			literals: [null, true, false],
		}
		expect(canonicalJson(input)).toBe(
			'{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
		)
		const keys = ['\u20ac', '\r', '\ufb33', '1', '\ud83d\ude00', '\u0080', '\u00f6']
		const ordered = canonicalJson(Object.fromEntries(keys.map((key, i) => [key, i])))
		expect(Object.keys(JSON.parse(ordered))).toHaveLength(7)
		expect([...ordered.matchAll(/:([0-9])/g)].map(([, place]) => keys[Number(place)])).toEqual([
			...['\r', '1', '\u0080', '\u00f6', '\u20ac', '\ud83d\ude00', '\ufb33'],
		])
	})

	// Appendix B: the bits of a double and how it is written.
	it.each([
		['0000000000000000', '0'],
		['8000000000000000', '0'],
		['0000000000000001', '5e-324'],
		['8000000000000001', '-5e-324'],
		['7fefffffffffffff', '1.7976931348623157e+308'],
		['ffefffffffffffff', '-1.7976931348623157e+308'],
		['4340000000000000', '9007199254740992'],
		['c340000000000000', '-9007199254740992'],
		['4430000000000000', '295147905179352830000'],
		['44b52d02c7e14af5', '9.999999999999997e+22'],
		['44b52d02c7e14af6', '1e+23'],
		['44b52d02c7e14af7', '1.0000000000000001e+23'],
		['444b1ae4d6e2ef4e', '999999999999999700000'],
		['444b1ae4d6e2ef4f', '999999999999999900000'],
		['444b1ae4d6e2ef50', '1e+21'],
		['3eb0c6f7a0b5ed8c', '9.999999999999997e-7'],
		['3eb0c6f7a0b5ed8d', '0.000001'],
		['41b3de4355555553', '333333333.3333332'],
		['41b3de4355555554', '333333333.33333325'],
		['41b3de4355555555', '333333333.3333333'],
		['41b3de4355555556', '333333333.3333334'],
		['41b3de4355555557', '333333333.33333343'],
		['becbf647612f3696', '-0.0000033333333333333333'],
		['43143ff3c1cb0959', '1424953923781206.2'],
	])('writes the double %s as %s', (bits, expected) => {
		expect(canonicalJson(Buffer.from(bits, 'hex').readDoubleBE())).toBe(expected)
	})

	it('writes an amount as its digits', () => {
		expect(canonicalJson({ amount: 2n ** 256n, difference: -1n })).toBe(`{"amount":"${2n ** 256n}","difference":"-1"}`)
	})

	it('comes in pieces that are the whole', () => {
		const value = Array.from({ length: 50_000 }, (_, n) => ({ n: `${n}` }))
		const pieces = canonicalPieces(value)
		expect(pieces.length).toBeGreaterThan(2)
		expect(pieces.join('')).toBe(JSON.stringify(value))
	})

	it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])('cannot hold %d', (value) => {
		expect(() => canonicalJson({ value })).toThrowError(refusal('E_INPUT'))
	})

	it.each([
		['a function', () => 1],
		['a symbol', Symbol('s')],
		['undefined', undefined],
		['a hole', [undefined]],
		['a Map', new Map()],
		['a Set', new Set()],
		['bytes', new Uint8Array(2)],
		['a Date', new Date(0)],
		['an instance', new (class A {})()],
		['a boxed string', new String('s')],
	])('cannot hold %s', (_what, value) => {
		expect(() => canonicalJson(value)).toThrowError(refusal('E_INPUT'))
		expect(() => canonicalJson([value])).toThrowError(refusal('E_INPUT'))
	})

	it.each(['\ud800', 'a\udc00', '\udc00\ud800', 'x\ud83d'])(
		'cannot hold a lone surrogate, as text or key: %j',
		(text) => {
			expect(() => canonicalJson(text)).toThrowError(refusal('E_INPUT'))
			expect(() => canonicalJson({ [text]: 1 })).toThrowError(refusal('E_INPUT'))
		},
	)

	it('leaves out members that are undefined and keeps names like those of the language', () => {
		const named = JSON.parse('{"__proto__":1,"constructor":2,"toString":3,"hasOwnProperty":4}')
		expect(canonicalJson(named)).toBe('{"__proto__":1,"constructor":2,"hasOwnProperty":4,"toString":3}')
		expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
		const bare = Object.assign(Object.create(null), { b: 1, a: 2 })
		expect(canonicalJson(bare)).toBe('{"a":2,"b":1}')
		expect(canonicalJson({ 10: 1, 9: 2, '-1': 3 })).toBe('{"-1":3,"10":1,"9":2}')
	})

	it('is bounded in depth', () => {
		let deep: unknown = 1
		for (let i = 0; i < 64; i++) deep = [deep]
		expect(canonicalJson(deep)).toHaveLength(129)
		expect(() => canonicalJson([deep])).toThrowError(refusal('E_LIMIT'))
		for (let i = 0; i < 100_000; i++) deep = [deep]
		expect(() => canonicalJson(deep)).toThrowError(refusal('E_LIMIT'))
	})

	it('is what the reference package writes, for everything that both accept', () => {
		fc.assert(
			fc.property(fc.jsonValue({ maxDepth: 5, stringUnit: 'binary', noUnicodeString: false } as never), (value) => {
				expect(canonicalJson(value)).toBe(canonicalize(value))
			}),
			{ numRuns: 2000 },
		)
		fc.assert(
			fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
				expect(canonicalJson(value)).toBe(canonicalize(value))
			}),
		)
	})

	it('is the same after reading it back', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = canonicalJson(value)
				expect(canonicalJson(JSON.parse(text))).toBe(text)
			}),
		)
	})
})

describe('a digest', () => {
	it('is SHA-256 of the UTF-8 form', () => {
		expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
		expect(sha256Hex(new Uint8Array())).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855')
		expect(digestOf({ b: 'ä', a: 1 })).toBe(`sha256:${sha256Hex('{"a":1,"b":"ä"}')}`)
	})
})
