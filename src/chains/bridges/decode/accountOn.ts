import { checkAddress } from '../../../model/address.js'
import { chainFacts } from '../../../model/chains.js'

/** An account as its chain writes it; null where the address is none of that chain, or was cut off. */
export function accountOn(chain: string | null, address: string | null): string | null {
	if (chain === null || address === null) return null
	const facts = chainFacts(chain)
	if (facts === undefined) return /^[\x21-\x7e]{1,120}$/.test(address) ? `${chain}:${address}` : null
	const check = checkAddress(facts, address)
	return 'address' in check ? `${chain}:${check.address}` : null
}
