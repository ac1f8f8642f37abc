import type { AssetId } from '../../model/identifiers.js'
import type { AddressBook } from './addressBook.js'

/** Names of contracts, chain and assets while transfers are made. */
export interface EvmNames {
	readonly chain: string
	readonly native: AssetId
	readonly book: AddressBook
	readonly wrapped: ReadonlySet<string>
	/** Tokens whose issuer can freeze accounts. */
	readonly issuers: ReadonlySet<string>
	readonly cancunAtSeconds: number | null
}
