/** An exact decimal number, not below 0: units ÷ 10^scale. */
export interface Decimal {
	readonly units: bigint
	readonly scale: number
}

/** Longest text that is read, so that none makes a number that costs minutes. Our choice: far more than a value has. */
const MAX_LENGTH = 1000
const PLAIN = /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/

/** Reads `1234.5`: digits and one point, no sign, exponent, blank or leading zero. Null where the text is none. */
export function parseDecimal(text: string): Decimal | null {
	if (text.length > MAX_LENGTH || !PLAIN.test(text)) return null
	const [whole = '', fraction = ''] = text.split('.')
	return { units: BigInt(whole + fraction), scale: fraction.length }
}

/** With every decimal but trailing zeros: `1234.5`. */
export function decimalText({ units, scale }: Decimal): string {
	const digits = units.toString().padStart(scale + 1, '0')
	const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
	const whole = digits.slice(0, digits.length - scale)
	return scale === 0 || fraction === '' ? whole : `${whole}.${fraction}`
}

export function addDecimals(a: Decimal, b: Decimal): Decimal {
	const scale = Math.max(a.scale, b.scale)
	return { units: unitsAt(a, scale) + unitsAt(b, scale), scale }
}

/** Below 0 where a is the smaller one, above 0 where it is the greater one. */
export function compareDecimals(a: Decimal, b: Decimal): number {
	const scale = Math.max(a.scale, b.scale)
	const [x, y] = [unitsAt(a, scale), unitsAt(b, scale)]
	return x < y ? -1 : x > y ? 1 : 0
}

const unitsAt = ({ units, scale }: Decimal, wanted: number): bigint => units * 10n ** BigInt(wanted - scale)
