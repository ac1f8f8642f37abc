import { assetDisplay, parseAsset } from '../model/asset.js'
import { chainFacts, nativeAsset } from '../model/chains.js'
import { parseDecimal } from '../model/decimal.js'
import { InputError } from '../model/errors.js'
import type { AssetId } from '../model/identifiers.js'
import { instantOf, type Moment } from '../model/moment.js'
import type { Price } from '../model/price.js'

/** A price as it is given: what one whole unit was worth. */
export interface PriceInput {
	/** CAIP-19 id, the chain by its alias or its CAIP-2 id: `bitcoin/slip44:0`. */
	readonly asset: string
	/** Unix seconds, or ISO-8601 UTC. */
	readonly time: number | string
	/** Decimal text: `1234.5`. Never a number, which would be rounded. */
	readonly price: string
	/** Who says so; a price without a source is worth nothing in a file. */
	readonly source: string
	/** Decimals of the asset, 0 to 77: known for native coins, and to be told for tokens. */
	readonly decimals?: number
}

const MAX_DECIMALS = 77
const MAX_TEXT = 200
/** Longest price. Our choice. */
const MAX_PRICE = 60

/** A price as it is kept. @throws InputError `E_INPUT` naming the field, which stands below `field` */
export function readPrice(row: PriceInput, field: string): Price {
	const { time, price, source, decimals } = row
	const asset = parseAsset(namedText(row.asset, `${field}.asset`), `${field}.asset`)
	const at = instantOf(momentOf(time, `${field}.time`), `${field}.time`)
	if (String(price).length > MAX_PRICE || parseDecimal(namedText(price, `${field}.price`)) === null)
		throw refuse(`${field}.price`, `${JSON.stringify(price.slice(0, 80))} is no decimal number such as 1234.5`)
	return {
		asset,
		at: 'seconds' in at ? at.seconds : 0,
		price,
		source: namedText(source, `${field}.source`),
		decimals: decimalsOf(asset, decimals, `${field}.decimals`),
	}
}

function momentOf(time: unknown, field: string): Moment {
	if (typeof time === 'string' && /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?Z)?$/.test(time)) return time
	if (typeof time === 'number' && Number.isSafeInteger(time) && time >= 0) return time
	throw refuse(field, 'expected unix seconds or a time in UTC such as 2016-08-02T00:00:00Z')
}

function decimalsOf(asset: AssetId, told: unknown, field: string): number {
	const chain = chainFacts(asset.slice(0, asset.indexOf('/')))
	const known = asset === 'usd' || (chain !== undefined && nativeAsset(chain) === asset)
	const decimals = told ?? (known ? assetDisplay(asset).decimals : undefined)
	if (decimals === undefined) throw refuse(field, `how many decimals ${asset} has is not known here and has to be told`)
	if (typeof decimals !== 'number' || !Number.isInteger(decimals) || decimals < 0 || decimals > MAX_DECIMALS)
		throw refuse(field, `expected a whole number from 0 to ${MAX_DECIMALS}`)
	if (known && decimals !== assetDisplay(asset).decimals)
		throw refuse(field, `${asset} has ${assetDisplay(asset).decimals} decimals, not ${decimals}`)
	return decimals
}

/** @throws InputError where the value is no text, is empty or is very long */
export function namedText(value: unknown, field: string): string {
	if (typeof value !== 'string' || value === '' || value.length > MAX_TEXT || !value.isWellFormed())
		throw refuse(field, `expected text of 1 to ${MAX_TEXT} characters`)
	return value
}

function refuse(field: string, message: string): InputError {
	return new InputError('E_INPUT', `${field}: ${message}`, { details: { field } })
}
