import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
	amountSchema,
	formatUnits,
	MAX_AMOUNT,
	parseAmount,
	ratioOf,
	share,
	signedAmountSchema,
} from '../../src/model/amount.js'
import { formatAmount } from '../../src/model/asset.js'

const BAD = [
	...[
		'',
		' ',
		'1e3',
		'-1',
		'+1',
		'1.5',
		'1.0',
		'.5',
		'01',
		'00',
		'0x10',
		'1_000',
		'1,000',
		' 1',
		'1 ',
		'1\n',
		'\t1',
		'true',
	],
	...['NaN', 'Infinity', '١٢٣', '１２３', '৪', '1\u200b', '\u22121', '²', '0b1', '1n', 'null'],
]

describe('an amount in text', () => {
	it.each(BAD)('%j is refused', (text) => {
		const refusal = expect.objectContaining({
			name: 'InputError',
			code: 'E_BAD_AMOUNT',
			details: { field: 'seeds[2].amount', line: 7 },
		})
		expect(() => parseAmount(text, { field: 'seeds[2].amount', line: 7 })).toThrowError(refusal)
		expect(z.safeDecode(amountSchema, text).success).toBe(false)
	})

	it.each([true, false, null, undefined, 5, 5n, [], ['5'], {}, { toString: () => '5' }])(
		'%s is refused for its type',
		(value) => {
			expect(() => parseAmount(value)).toThrowError(expect.objectContaining({ code: 'E_BAD_AMOUNT' }))
		},
	)

	it('beyond 2^256 - 1 is refused, and is not shown at length', () => {
		expect(parseAmount(MAX_AMOUNT.toString())).toBe(2n ** 256n - 1n)
		for (const text of [(MAX_AMOUNT + 1n).toString(), '9'.repeat(78), '9'.repeat(79), '9'.repeat(1_000_000)]) {
			const start = performance.now()
			expect(() => parseAmount(text)).toThrowError(expect.objectContaining({ code: 'E_BAD_AMOUNT' }))
			expect(performance.now() - start).toBeLessThan(1000)
			try {
				parseAmount(text)
			} catch (error) {
				expect((error as Error).message.length).toBeLessThan(200)
			}
		}
	})

	it('comes back as it was written, a million times over', () => {
		let seed = 1n
		for (let i = 0; i < 1_000_000; i++) {
			seed = (seed * 6364136223846793005n + 1442695040888963407n) % 2n ** 64n
			const amount = seed >> BigInt(i % 64)
			const text = amount.toString()
			if (parseAmount(text) !== amount) expect(text).toBe('')
		}
		fc.assert(
			fc.property(fc.bigInt(0n, MAX_AMOUNT), (amount) => {
				expect(parseAmount(amount.toString())).toBe(amount)
				expect(z.encode(amountSchema, z.decode(amountSchema, amount.toString()))).toBe(amount.toString())
			}),
		)
	})

	it('may be below zero only where it says so', () => {
		expect(z.decode(signedAmountSchema, '-5')).toBe(-5n)
		for (const text of ['-0', '-01', '--1', '1-', '- 1'])
			expect(z.safeDecode(signedAmountSchema, text).success).toBe(false)
		expect(z.safeDecode(amountSchema, '-5').success).toBe(false)
	})
})

describe('a ratio', () => {
	it.each([
		[0, '0/1'],
		[1, '1/1'],
		[0.001, '1/1000'],
		[0.1, '1/10'],
		[1e-7, '1/10000000'],
		[1.5e-9, '15/10000000000'],
		[1e21, '1000000000000000000000/1'],
		[0.30000000000000004, '30000000000000004/100000000000000000'],
		[5e-324, `5/1${'0'.repeat(324)}`],
	])('is the decimal value that %d is written as', (value, expected) => {
		const { numerator, denominator } = ratioOf(value)
		expect(`${numerator}/${denominator}`).toBe(expected)
	})

	it.each([-1, -0.001, Number.NaN, Number.POSITIVE_INFINITY])('%d is none', (value) => {
		expect(() => ratioOf(value)).toThrowError(expect.objectContaining({ code: 'E_INPUT' }))
	})

	it('comes back to the same number', () => {
		fc.assert(
			fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (value) => {
				const { numerator, denominator } = ratioOf(value)
				const digits = denominator.toString().length - 1
				expect(Number(`${numerator}e-${digits}`)).toBe(value === 0 ? 0 : value)
			}),
		)
	})
})

describe('a share', () => {
	it.each([
		[1n, 3n, 0.333333333],
		[2n, 3n, 0.666666667],
		[1n, 2_000_000_000n, 1e-9],
		[1n, 2_000_000_001n, 0],
		[3n, 2_000_000_000n, 2e-9],
		[5n, 5n, 1],
		[9n, 3n, 3],
		[0n, 7n, 0],
		[7n, 0n, 0],
		[2n ** 255n, 2n ** 256n, 0.5],
		[12_474_688_130n, 34_813_430_250n, 0.358329761],
	])('%d of %d is %d', (a, b, expected) => {
		expect(share(a, b)).toBe(expected)
	})

	it('is rounded half up at the ninth decimal, exactly', () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 2n ** 128n), fc.bigInt(1n, 2n ** 128n), (a, b) => {
				const part = a % (b + 1n)
				const value = ratioOf(share(part, b))
				const scaled = (value.numerator * 1_000_000_000n) / value.denominator
				expect(scaled).toBe((2n * part * 1_000_000_000n + b) / (2n * b))
			}),
		)
	})
})

describe('an amount for a reader', () => {
	it.each([
		[12474688130n, 8, '124.74688130'],
		[0n, 8, '0.00000000'],
		[1n, 18, '0.000000000000000001'],
		[5n, 0, '5'],
		[-150n, 2, '-1.50'],
		[-1n, 3, '-0.001'],
	])('%d at %d decimals is %s', (amount, decimals, expected) => {
		expect(formatUnits(amount, decimals)).toBe(expected)
	})

	it('has a symbol where one is sure, and base units where none is', () => {
		expect(formatAmount(12474688130n, 'bip122:000000000019d6689c085ae165831e93/slip44:0')).toBe('124.74688130 BTC')
		expect(formatAmount(1n, 'eip155:1/slip44:60')).toBe('0.000000000000000001 ETH')
		expect(formatAmount(4317892330000n, 'usd')).toBe('4317892.330000 USD (table values)')
		const token = `eip155:1/erc20:0x${'c0'.repeat(20)}`
		expect(formatAmount(7n, token)).toBe(`7 base units of ${token}`)
	})
})
