import type { UtxoInput } from '../../../model/transaction.js'
import { scriptPushes } from './scriptPushes.js'
import { isPublicKey, multisigKeys, scriptType } from './scriptType.js'

/** What an input shows of the wallet that signed it. */
export type SpendFacts = Pick<UtxoInput, 'scriptType' | 'segwit' | 'signatures' | 'compressedKey'>

/** Longest DER signature with its hash type. */
const MAX_SIGNATURE_BYTES = 73
/** R of at most 32 bytes: its top bit is clear, so that with a low S the signature has at most 71 bytes. */
const LOW_R_BYTES = 32
const COMPRESSED_KEY_BYTES = 33

/**
 * Reads an input: its script, its witness, and the script of the output it spends where that is known. Public keys are
 * looked for where they stand: pushed, in a redeem or witness script, and in the output itself.
 */
export function spendFacts(
	script: Uint8Array,
	witness: readonly Uint8Array[],
	previous: Uint8Array | null,
): SpendFacts {
	const type = previous === null ? undefined : scriptType(previous)
	// A taproot input shows neither DER signatures nor keys that have a compressed form.
	const items = type === 'p2tr' ? [] : [...scriptPushes(script).data, ...witness]
	const signatures = items.map(hasLowR).filter((low) => low !== null)
	const keys = [...items.filter(isPublicKey), ...scripts(items, previous).flatMap(keysOf)]
	return {
		...(type === undefined ? {} : { scriptType: type }),
		segwit: witness.length > 0,
		signatures: { count: signatures.length, lowR: signatures.filter((low) => low).length },
		...(keys.length === 0 ? {} : { compressedKey: keys.every(({ length }) => length === COMPRESSED_KEY_BYTES) }),
	}
}

/** Scripts in which keys may stand: the last item, which is the inner script where there is one, and the output's own. */
function scripts(items: readonly Uint8Array[], previous: Uint8Array | null): Uint8Array[] {
	const last = items[items.length - 1]
	return [last, previous].filter((script) => script !== undefined && script !== null)
}

function keysOf(script: Uint8Array): readonly Uint8Array[] {
	if (scriptType(script) === 'p2pk') return [script.subarray(1, -1)]
	return multisigKeys(script) ?? []
}

/** Whether a DER signature with hash type has a low R; null where the bytes are none. */
function hasLowR(item: Uint8Array): boolean | null {
	const { length } = item
	if (length < 9 || length > MAX_SIGNATURE_BYTES || item[0] !== 0x30 || item[1] !== length - 3 || item[2] !== 2)
		return null
	const sizeOfR = item[3] as number
	if (item[4 + sizeOfR] !== 2 || item[5 + sizeOfR] !== length - 7 - sizeOfR) return null
	return sizeOfR <= LOW_R_BYTES
}
