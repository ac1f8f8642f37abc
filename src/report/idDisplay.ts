import { displayText } from '../model/displayText.js'

/** EVM addresses where they stand in account, asset and seed ids; 64-digit transaction hashes are none. */
const EVM_ADDRESS = /(eip155:[0-9]+(?::|\/[-a-z0-9]+:))(0x[0-9a-f]{40})(?![0-9a-f])/g

/** How an identifier is shown to people: whole, and inert should it hold foreign text. */
export type IdDisplay = (id: string) => string

/**
 * Shows EVM addresses with their EIP-55 checksum, so that a mistyped letter is noticed. The library that computes it is
 * loaded only where an EVM identifier is to be shown.
 */
export async function idDisplay(ids: Iterable<string>): Promise<IdDisplay> {
	let evm = false
	for (const id of ids) evm ||= id.startsWith('eip155:')
	if (!evm) return displayText
	const { getAddress } = await import('ethers')
	return (id) =>
		displayText(id.replace(EVM_ADDRESS, (_, before: string, address: string) => before + getAddress(address)))
}
