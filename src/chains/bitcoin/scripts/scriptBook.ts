import type { AccountId } from '../../../model/identifiers.js'
import { addressOf } from '../../../model/identifiers.js'
import { ByteStrings } from '../blocks/byteStrings.js'
import { type BitcoinChain, ownerOfScript, type ScriptOwner } from './accountOfScript.js'
import { addressScript, hasAddress } from './scriptAddress.js'

/**
 * Every distinct output script once, under a small number. Owners are worked out when first asked for, because most
 * scripts of a block are never looked at.
 */
export class ScriptBook {
	readonly #scripts = new ByteStrings()
	readonly #owners: (ScriptOwner | undefined)[] = []
	/** Scripts without an address by account, and pay-to-public-key scripts by the account of the same key. */
	#unaddressed: Map<AccountId, number[]> | undefined
	/** How many scripts there were when they were indexed. */
	#indexed = 0

	/** How many scripts there are. */
	get size(): number {
		return this.#scripts.size
	}

	/** The number of the script that stands here; the same bytes always get the same number. */
	idOf(bytes: Uint8Array, at = 0, length = bytes.length): number {
		return this.#scripts.idOf(bytes, at, length)
	}

	/** The bytes of a script, not to be written to. */
	script(id: number): Uint8Array {
		return this.#scripts.bytes(id)
	}

	owner(id: number, chain: BitcoinChain): ScriptOwner {
		const known = this.#owners[id]
		if (known) return known
		const owner = ownerOfScript(this.script(id), chain)
		this.#owners[id] = owner
		return owner
	}

	/**
	 * Numbers of the scripts that this account (canonical form) selects: its own, and pay-to-public-key scripts of the
	 * same key. Ascending.
	 */
	scriptsOf(account: AccountId, chain: BitcoinChain): readonly number[] {
		const found = [...(this.#indexUnaddressed(chain).get(account) ?? [])]
		const script = addressScript(addressOf(account), chain.bitcoin)
		const own = script === null ? undefined : this.#scripts.find(script)
		if (own !== undefined) found.push(own)
		return found.sort((a, b) => a - b)
	}

	#indexUnaddressed(chain: BitcoinChain): Map<AccountId, number[]> {
		if (this.#unaddressed && this.#indexed === this.#scripts.size) return this.#unaddressed
		this.#indexed = this.#scripts.size
		const index = new Map<AccountId, number[]>()
		const add = (account: AccountId, id: number) => {
			const ids = index.get(account)
			if (ids) ids.push(id)
			else index.set(account, [id])
		}
		for (let id = 0; id < this.#scripts.size; id++) {
			if (hasAddress(this.script(id))) continue
			const { account, sameKeyAs } = this.owner(id, chain)
			add(account, id)
			if (sameKeyAs !== undefined) add(sameKeyAs, id)
		}
		this.#unaddressed = index
		return index
	}
}
