import { digestOf } from '../model/digest.js'
import { InputError } from '../model/errors.js'
import type { AssetId } from '../model/identifiers.js'
import { isoUtc } from '../model/moment.js'
import { compareText } from '../model/order.js'
import type { Price } from '../model/price.js'
import { namedText, type PriceInput, readPrice } from './readPrice.js'

export interface PriceBookOptions {
	/** What prices are in, as it is to be printed, e.g. `USD`. */
	readonly currency?: string | undefined
}

/** How long a price stands. Our choice: lists of closing prices have one a day. */
export const PRICE_SECONDS = 86_400

/**
 * Prices of assets, each with its date and its source. They are for display, for sorting and for telling what a swapper may
 * have paid out: nothing that is traced depends on them. Immutable; the order of the rows does not matter.
 */
export class PriceBook {
	readonly currency: string | null
	/** Digest of all rows and the currency. */
	readonly digest: string
	readonly #prices: ReadonlyMap<AssetId, readonly Price[]>

	/**
	 * @throws InputError `E_INPUT` naming the row (counted from 0) and its field; also where two prices of one asset are for
	 * one moment
	 */
	constructor(rows: Iterable<PriceInput>, options: PriceBookOptions = {}) {
		this.currency = options.currency === undefined ? null : namedText(options.currency, 'currency')
		const prices = new Map<AssetId, Price[]>()
		for (const [i, row] of [...rows].entries()) {
			const price = readPrice(row, `prices[${i}]`)
			const own = prices.get(price.asset)
			if (own === undefined) prices.set(price.asset, [price])
			else own.push(price)
		}
		for (const own of prices.values()) inOrder(own)
		this.#prices = new Map([...prices].sort(([a], [b]) => compareText(a, b)))
		this.digest = digestOf({ currency: this.currency, prices: [...this.#prices.values()].flat() })
	}

	/** Assets that have a price, in code-unit order. */
	get assets(): readonly AssetId[] {
		return [...this.#prices.keys()]
	}

	/** Count of prices. */
	get size(): number {
		let size = 0
		for (const own of this.#prices.values()) size += own.length
		return size
	}

	/** The last price at or before a moment (unix seconds); null where there is none of the day before. */
	at(asset: AssetId, seconds: number): Price | null {
		const own = this.#prices.get(asset) ?? []
		const price = own[after(own, seconds) - 1]
		return price === undefined || price.at < seconds - PRICE_SECONDS ? null : price
	}

	/** The prices that stood between two moments, both included: the one at the first, and what followed. */
	during(asset: AssetId, from: number, to: number): readonly Price[] {
		const own = this.#prices.get(asset) ?? []
		const first = this.at(asset, from)
		const later = own.slice(after(own, from), after(own, to))
		return first === null ? later : [first, ...later]
	}
}

/** Sorts the prices of one asset by time. */
function inOrder(prices: Price[]): void {
	prices.sort((a, b) => a.at - b.at)
	for (const [i, { asset, at, decimals }] of prices.entries()) {
		const next = prices[i + 1]
		if (next?.at === at) throw refuse('prices', `two prices of ${asset} for ${isoUtc(at)}; one source has to be chosen`)
		if (next !== undefined && next.decimals !== decimals)
			throw refuse('prices', `${asset} is said to have ${decimals} decimals and ${next.decimals}`)
	}
}

/** Place of the first price after a moment. */
function after(prices: readonly Price[], seconds: number): number {
	let [low, high] = [0, prices.length]
	while (low < high) {
		const middle = (low + high) >> 1
		if ((prices[middle] as Price).at <= seconds) low = middle + 1
		else high = middle
	}
	return low
}

function refuse(field: string, message: string): InputError {
	return new InputError('E_INPUT', `${field}: ${message}`, { details: { field } })
}
