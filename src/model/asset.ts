import { formatUnits } from './amount.js'
import { type ChainFacts, chainFacts, nativeAsset } from './chains.js'
import { InputError } from './errors.js'
import { type AssetId, parseAddress } from './identifiers.js'

/** Dollar values told by a table: an asset of its own, 6 decimals, never mixed with units on a chain. */
export const USD: AssetId = 'usd'

/** Namespaces whose reference is the address of a contract. Source: CAIP-21, CAIP-22, CAIP-29. */
const CONTRACTS: ReadonlySet<string> = new Set(['erc20', 'erc721', 'erc1155'])
/** A SLIP-44 coin type is a 31-bit number. */
const COIN_TYPE = /^(?:0|[1-9][0-9]{0,9})$/

/**
 * An asset id in canonical form: CAIP-19 with the chain as CAIP-2 and EVM contracts in lower case, or `usd`. The address
 * of a contract is checked like any other, its checksum too where it has one.
 * @throws InputError `E_INPUT` with `details.field` and `details.position`
 */
export function parseAsset(text: string, field = 'asset'): AssetId {
	if (text === USD) return USD
	const match = /^([^/]{1,80})\/([-a-z0-9]{3,8}):([-.%a-zA-Z0-9]{1,128})(?:\/([-.%a-zA-Z0-9]{1,78}))?$/.exec(text)
	const chain = match && chainFacts(match[1] as string)
	if (!match || !chain) {
		const told = JSON.stringify(text.slice(0, 120))
		throw refuse(field, text, `${told} is neither a CAIP-19 asset of a known chain nor usd`, 0)
	}
	const [, name = '', namespace = '', reference = '', token] = match
	const offset = name.length + namespace.length + 2
	if (namespace === 'slip44' && !COIN_TYPE.test(reference))
		throw refuse(field, text, `${JSON.stringify(reference)} is not a coin type of SLIP-44`, offset)
	const body = CONTRACTS.has(namespace) ? contract(chain, reference, { text, field, offset }) : plain(chain, reference)
	return `${chain.id}/${namespace}:${body}${token === undefined ? '' : `/${token}`}`
}

function contract(
	chain: ChainFacts,
	reference: string,
	{ text, field, offset }: { readonly text: string; readonly field: string; readonly offset: number },
): string {
	if (chain.bitcoin) throw refuse(field, text, `${chain.aliases[0]} has no contracts`, offset)
	return parseAddress(chain, reference, field, offset)
}

const plain = (chain: ChainFacts, reference: string): string => (chain.bitcoin ? reference : reference.toLowerCase())

function refuse(field: string, text: string, message: string, position: number): InputError {
	return new InputError('E_INPUT', `${field}: ${message}`, { details: { field, position, value: text.slice(0, 200) } })
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
