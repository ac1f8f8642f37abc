import type { AccountId } from '../../model/identifiers.js'
import { addressOf } from '../../model/identifiers.js'
import { type BitcoinChain, ownerOfScript, type ScriptOwner } from './accountOfScript.js'
import { addressScript, hasAddress } from './scriptAddress.js'

/** Bytes as a string of one character per byte: compact in memory and usable as a key. */
export const bytesToLatin1 = (bytes: Uint8Array): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1')

/**
 * Every distinct output script once, under a small number. Owners are worked out when first asked for, because most
 * scripts of a block are never looked at.
 */
export class ScriptBook {
	readonly #idOf = new Map<string, number>()
	readonly #scripts: string[] = []
	readonly #owners: (ScriptOwner | undefined)[] = []
	/** Scripts without an address by account, and pay-to-public-key scripts by the account of the same key. */
	#unaddressed: Map<AccountId, number[]> | undefined

	/** The number of this script; the same bytes always get the same number. */
	idOf(script: Uint8Array): number {
		const key = bytesToLatin1(script)
		const known = this.#idOf.get(key)
		if (known !== undefined) return known
		const id = this.#scripts.length
		this.#idOf.set(key, id)
		this.#scripts.push(key)
		this.#unaddressed = undefined
		return id
	}

	/** The bytes of a script. */
	script(id: number): Uint8Array {
		return Buffer.from(this.#scripts[id] as string, 'latin1')
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
		const own = script && this.#idOf.get(bytesToLatin1(script))
		if (typeof own === 'number') found.push(own)
		return found.sort((a, b) => a - b)
	}

	#indexUnaddressed(chain: BitcoinChain): Map<AccountId, number[]> {
		if (this.#unaddressed) return this.#unaddressed
		const index = new Map<AccountId, number[]>()
		const add = (account: AccountId, id: number) => {
			const ids = index.get(account)
			if (ids) ids.push(id)
			else index.set(account, [id])
		}
		for (let id = 0; id < this.#scripts.length; id++) {
			if (hasAddress(this.script(id))) continue
			const { account, sameKeyAs } = this.owner(id, chain)
			add(account, id)
			if (sameKeyAs !== undefined) add(sameKeyAs, id)
		}
		this.#unaddressed = index
		return index
	}
}
