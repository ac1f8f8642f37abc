import { ripemd160 } from '@noble/hashes/legacy.js'
import { sha256 } from '@noble/hashes/sha2.js'
import type { ChainFacts } from '../../../model/chains.js'
import { sha256Hex } from '../../../model/digest.js'
import { InputError } from '../../../model/errors.js'
import { type AccountId, accountId, parseChain } from '../../../model/identifiers.js'
import type { ScriptType } from '../../../model/transaction.js'
import { type AddressForms, keyHashAddress, payToKey, scriptAddress } from './scriptAddress.js'
import { scriptPushes } from './scriptPushes.js'
import { scriptType } from './scriptType.js'

const OP_RETURN = 0x6a

/** Facts of a chain together with how it writes addresses. */
export type BitcoinChain = ChainFacts & { readonly bitcoin: AddressForms }

/** What an output script says about who may spend it. */
export interface ScriptOwner {
	readonly account: AccountId
	/** Account of the address of the same public key, for pay-to-public-key scripts. */
	readonly sameKeyAs?: AccountId
	readonly scriptType: ScriptType
	/** True for a script that starts with OP_RETURN: nobody can spend it. */
	readonly burn?: true
	/** What such a script says, as in `UtxoOutput`. */
	readonly data?: string
}

/**
 * The account of an output script: its address where it has one (key hash, script hash, every witness program), else
 * `script-<sha256 of the script>`, for an empty script too.
 * @param chain CAIP-2 id or alias of a Bitcoin chain
 * @throws InputError `E_INPUT` for a chain without Bitcoin scripts
 */
export function accountOfScript(script: Uint8Array, chain: string): AccountId {
	return ownerOfScript(script, bitcoinChain(chain)).account
}

/** As `accountOfScript`, with what else the script tells. */
export function ownerOfScript(script: Uint8Array, chain: BitcoinChain): ScriptOwner {
	const type = scriptType(script)
	const address = scriptAddress(script, chain.bitcoin)
	if (address !== null) return { account: accountId(chain.id, address), scriptType: type }
	const account = accountId(chain.id, `script-${sha256Hex(script)}`)
	if (script[0] === OP_RETURN) return { account, scriptType: type, burn: true, data: saidData(script) }
	const key = payToKey(script)
	if (key === null) return { account, scriptType: type }
	const sameKeyAs = accountId(chain.id, keyHashAddress(ripemd160(sha256(key)), chain.bitcoin))
	return { account, scriptType: type, sameKeyAs }
}

/** What follows OP_RETURN: its pushes together, or the bytes as they are where they are not pushes alone. */
function saidData(script: Uint8Array): string {
	const { data, pushOnly } = scriptPushes(script, 1)
	return Buffer.concat(pushOnly ? data : [script.subarray(1)]).toString('hex')
}

/** Facts of a Bitcoin chain by id or alias. @throws InputError `E_INPUT` */
export function bitcoinChain(name: string, field = 'chain'): BitcoinChain {
	const facts = parseChain(name, field)
	const { bitcoin } = facts
	if (!bitcoin) {
		throw new InputError('E_INPUT', `${field}: ${facts.id} is no Bitcoin chain`, {
			details: { field, value: facts.id },
		})
	}
	return { ...facts, bitcoin }
}
