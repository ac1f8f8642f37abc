import { type AccountId, type AssetId, accountId } from '../../model/identifiers.js'

/** Addresses remembered: each is one string for all its transfers. Bounded, so that memory is. */
const REMEMBERED = 1_000_000

/** Account and token ids of one chain, each made once. */
export class AddressBook {
	readonly #accounts = new Map<string, AccountId>()
	readonly #tokens = new Map<string, AssetId>()

	constructor(private readonly chain: string) {}

	account(address: string): AccountId {
		let known = this.#accounts.get(address)
		if (known === undefined) {
			known = accountId(this.chain, address)
			if (this.#accounts.size >= REMEMBERED) this.#accounts.clear()
			this.#accounts.set(address, known)
		}
		return known
	}

	/** Account of an address; null for none. */
	accountOrNull(address: string | null): AccountId | null {
		return address === null ? null : this.account(address)
	}

	/** CAIP-19 id of a token contract. */
	erc20(contract: string): AssetId {
		let known = this.#tokens.get(contract)
		if (known === undefined) {
			known = `${this.chain}/erc20:${contract}`
			if (this.#tokens.size >= REMEMBERED) this.#tokens.clear()
			this.#tokens.set(contract, known)
		}
		return known
	}

	/** Id of what a contract tells, by its standard and item where they are known. */
	asset(standard: 'erc20' | 'erc721' | 'erc1155' | null, contract: string, item: bigint | null): AssetId {
		if (standard === null) return `${this.chain}/contract:${contract}`
		if (standard === 'erc20') return this.erc20(contract)
		return item === null ? `${this.chain}/${standard}:${contract}` : `${this.chain}/${standard}:${contract}/${item}`
	}
}
