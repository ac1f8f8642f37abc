import * as z from 'zod/mini'
import { InputError } from './errors.js'

/** Largest amount any supported ledger can state: 2^256 - 1 (EVM word). */
export const MAX_AMOUNT = 2n ** 256n - 1n

const UNSIGNED = /^(?:0|[1-9][0-9]*)$/
/** Digits of `MAX_AMOUNT`: longer text is too great, and costs no conversion to tell. */
const MAX_DIGITS = 78

/**
 * An amount in base units from decimal text: digits only, no sign, point, exponent, space or leading zero.
 * @throws InputError `E_BAD_AMOUNT`
 */
export function parseAmount(text: unknown, details: Readonly<Record<string, string | number>> = {}): bigint {
	const where = details.field === undefined ? '' : `${details.field}: `
	if (typeof text !== 'string' || !UNSIGNED.test(text)) {
		throw new InputError('E_BAD_AMOUNT', `${where}amount ${describe(text)} is not a decimal integer in base units`, {
			details,
		})
	}
	const amount = text.length > MAX_DIGITS ? MAX_AMOUNT + 1n : BigInt(text)
	if (amount > MAX_AMOUNT) {
		const message = `${where}amount ${describe(text)} is greater than 2^256 - 1, the greatest that a ledger can state`
		throw new InputError('E_BAD_AMOUNT', message, { details })
	}
	return amount
}

function describe(value: unknown): string {
	if (typeof value !== 'string') return `of type ${value === null ? 'null' : typeof value}`
	return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value)
}

/** As `UNSIGNED`, with room for sums: 2^63 of the largest amounts have 97 digits. */
const SUM = /^(?:0|[1-9][0-9]{0,96})$/

/** Amount at the JSON boundary, which may be a sum: decimal string outside, bigint inside. */
export const amountSchema = z.codec(z.string().check(z.regex(SUM)), z.bigint(), {
	decode: (text) => BigInt(text),
	encode: (amount) => amount.toString(),
})

/** As `amountSchema`, where a figure may be negative (poison's `difference`). */
export const signedAmountSchema = z.codec(z.string().check(z.regex(/^(?:0|-?[1-9][0-9]*)$/)), z.bigint(), {
	decode: (text) => BigInt(text),
	encode: (amount) => amount.toString(),
})

/** An exact non-negative ratio. */
export interface Ratio {
	readonly numerator: bigint
	readonly denominator: bigint
}

/** The decimal value that a JSON number is written as, exactly: 0.001 becomes 1/1000. */
export function ratioOf(value: number): Ratio {
	const match = /^([0-9]+)(?:\.([0-9]+))?(?:e([+-][0-9]+))?$/.exec(String(value))
	if (!match) throw new InputError('E_INPUT', `${value} is not a non-negative finite number`)
	const [, whole = '0', fraction = '', exponent = '0'] = match
	const shift = BigInt(exponent) - BigInt(fraction.length)
	const digits = BigInt(whole + fraction)
	return shift >= 0n
		? { numerator: digits * 10n ** shift, denominator: 1n }
		: { numerator: digits, denominator: 10n ** -shift }
}

/** a ÷ b as a JSON number, rounded half up to 9 decimals; 0 where b is 0. Shares are derived, never stored exactly. */
export function share(a: bigint, b: bigint): number {
	if (b === 0n) return 0
	const billionths = (2n * a * 1_000_000_000n + b) / (2n * b)
	const text = billionths.toString().padStart(10, '0')
	return Number(`${text.slice(0, -9)}.${text.slice(-9)}`)
}

/** Base units as display units with every decimal kept: 12474688130 at 8 decimals is `124.74688130`. */
export function formatUnits(amount: bigint, decimals: number): string {
	const negative = amount < 0n
	const digits = (negative ? -amount : amount).toString().padStart(decimals + 1, '0')
	const point = digits.length - decimals
	const text = decimals === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
	return negative ? `-${text}` : text
}
