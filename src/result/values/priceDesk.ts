import { type Decimal, parseDecimal } from '../../model/decimal.js'
import type { AssetId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Price } from '../../model/price.js'
import type { PriceBook } from '../../prices/priceBook.js'

/** Asks the price list of a trace, and keeps what it answered: a result names every price that it used. */
export class PriceDesk {
	readonly #used = new Set<Price>()

	constructor(readonly book: PriceBook) {}

	/** What base units were worth at a moment, exactly; null where no price says so. */
	valueOf(asset: AssetId, amount: bigint, atSeconds: number): Decimal | null {
		const price = this.book.at(asset, atSeconds)
		if (price === null) return null
		this.#used.add(price)
		const { units, scale } = parseDecimal(price.price) as Decimal
		return { units: units * amount, scale: scale + price.decimals }
	}

	/** The prices that stood between two moments. */
	during(asset: AssetId, from: number, to: number): readonly Price[] {
		const prices = this.book.during(asset, from, to)
		for (const price of prices) this.#used.add(price)
		return prices
	}

	/** Every price that was used, by asset and time. */
	used(): Price[] {
		return [...this.#used].sort((a, b) => compareText(a.asset, b.asset) || a.at - b.at)
	}
}
