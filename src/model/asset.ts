import { formatUnits } from './amount.js'
import { chainFacts, nativeAsset } from './chains.js'
import { InputError } from './errors.js'
import type { AssetId } from './identifiers.js'

/** Dollar values told by a table: an asset of its own, 6 decimals, never mixed with units on a chain. */
export const USD: AssetId = 'usd'

/**
 * An asset id in canonical form: CAIP-19 with the chain as CAIP-2 and EVM contracts in lower case, or `usd`.
 * @throws InputError `E_INPUT`
 */
export function parseAsset(text: string, field = 'asset'): AssetId {
	if (text === USD) return USD
	const match = /^([^/]{1,80})\/([-a-z0-9]{3,8}):([-.%a-zA-Z0-9]{1,128})(?:\/([-.%a-zA-Z0-9]{1,78}))?$/.exec(text)
	const chain = match && chainFacts(match[1] as string)
	if (!match || !chain) {
		throw new InputError(
			'E_INPUT',
			`${field}: ${JSON.stringify(text.slice(0, 120))} is neither a CAIP-19 asset of a known chain nor usd`,
			{
				details: { field, value: text.slice(0, 200) },
			},
		)
	}
	const [, , namespace, reference = '', token] = match
	const body = chain.bitcoin ? reference : reference.toLowerCase()
	return `${chain.id}/${namespace}:${body}${token === undefined ? '' : `/${token}`}`
}

/** How an asset is shown: only native coins and `usd` have a symbol and decimals here, tokens are shown in base units. */
export function assetDisplay(asset: AssetId): { readonly symbol: string; readonly decimals: number } {
	if (asset === USD) return { symbol: 'USD (table values)', decimals: 6 }
	const chain = chainFacts(asset.slice(0, asset.indexOf('/')))
	if (chain && nativeAsset(chain) === asset) return chain.native
	return { symbol: `base units of ${asset}`, decimals: 0 }
}

/** `124.74688130 BTC`. */
export function formatAmount(amount: bigint, asset: AssetId): string {
	const { symbol, decimals } = assetDisplay(asset)
	return `${formatUnits(amount, decimals)} ${symbol}`
}
