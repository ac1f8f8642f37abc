import { parseDecimal } from '../model/decimal.js'
import { displayText } from '../model/displayText.js'
import type { Endpoint, ResultData } from '../model/result.js'

type Prices = NonNullable<ResultData['prices']>

/** Title of a column of values. */
export const valueTitle = ({ currency }: Prices): string =>
	currency === null ? 'value' : `value in ${displayText(currency)}`

/** A value to two decimals, rounded half up; the result holds it whole. */
export function valueText(value: string | null | undefined): string {
	const exact = typeof value === 'string' ? parseDecimal(value) : null
	if (exact === null) return 'not assessed'
	const { units, scale } = exact
	const whole = 10n ** BigInt(scale)
	const hundredths = ((2n * units * 100n + whole) / (2n * whole)).toString().padStart(3, '0')
	return `${hundredths.slice(0, -2)}.${hundredths.slice(-2)}`
}

/** What an endpoint was worth, where prices were given. */
export function valueFact({ value }: Endpoint, prices: ResultData['prices']): [string, string][] {
	if (prices === undefined) return []
	if (typeof value !== 'string') return [['value', 'not assessed: a price of the day before is missing']]
	const unit = prices.currency === null ? '' : ` ${displayText(prices.currency)}`
	return [['value', `${valueText(value)}${unit} on arrival`]]
}
