import { compareDecimals, type Decimal, parseDecimal } from '../../model/decimal.js'
import type { AssetId } from '../../model/identifiers.js'
import type { Price } from '../../model/price.js'
import type { PriceDesk } from '../values/priceDesk.js'

/** Base units of one asset for a base unit of another, as an exact fraction. */
export interface Rate {
	readonly out: bigint
	readonly into: bigint
}

export interface Rates {
	readonly least: Rate
	readonly greatest: Rate
}

/** Least and greatest rate between two assets in a window of time; null where either has no price above 0 in it. */
export function ratesOf(
	desk: PriceDesk,
	paid: AssetId,
	received: AssetId,
	{ from, to }: { readonly from: number; readonly to: number },
): Rates | null {
	const [cheap, dear] = extremes(desk.during(paid, from, to))
	const [low, high] = extremes(desk.during(received, from, to))
	if (cheap === undefined || dear === undefined || low === undefined || high === undefined) return null
	return { least: rate(cheap, high), greatest: rate(dear, low) }
}

/** The lowest and the highest of them, without those of 0. */
function extremes(prices: readonly Price[]): [Price?, Price?] {
	const some = prices.filter((price) => worthOf(price).units > 0n)
	some.sort((a, b) => compareDecimals(worthOf(a), worthOf(b)))
	return some.length === 0 ? [] : [some[0] as Price, some.at(-1) as Price]
}

const worthOf = ({ price }: Price): Decimal => parseDecimal(price) as Decimal

function rate(paid: Price, received: Price): Rate {
	const [a, b] = [worthOf(paid), worthOf(received)]
	const power = (exponent: number): bigint => 10n ** BigInt(exponent)
	return { out: a.units * power(b.scale + received.decimals), into: b.units * power(a.scale + paid.decimals) }
}
