import type { ScriptType } from '../../../model/transaction.js'
import { scriptPushes } from './scriptPushes.js'

const OP_0 = 0x00
const OP_1 = 0x51
const OP_16 = 0x60
const OP_RETURN = 0x6a
const OP_DUP = 0x76
const OP_EQUAL = 0x87
const OP_EQUALVERIFY = 0x88
const OP_HASH160 = 0xa9
const OP_CHECKSIG = 0xac
const OP_CHECKMULTISIG = 0xae

/** Most keys of a bare multisig output. Source: `MAX_PUBKEYS_PER_MULTISIG` of Bitcoin Core. */
const MAX_KEYS = 20

/** The type of an output script, by form alone. Source: `Solver` of Bitcoin Core. */
export function scriptType(script: Uint8Array): ScriptType {
	const { length } = script
	if (length === 0) return 'empty'
	const first = script[0] as number
	const last = script[length - 1]
	if (first === OP_RETURN) return scriptPushes(script, 1).pushOnly ? 'nulldata' : 'nonstandard'
	if (length === 23 && first === OP_HASH160 && script[1] === 20 && last === OP_EQUAL) return 'p2sh'
	if (isKeyHash(script)) return 'p2pkh'
	if (length >= 4 && length <= 42 && script[1] === length - 2 && (first === OP_0 || isSmallNumber(first))) {
		if (first === OP_0) return length === 22 ? 'p2wpkh' : length === 34 ? 'p2wsh' : 'nonstandard'
		return first === OP_1 && length === 34 ? 'p2tr' : 'witness'
	}
	if (last === OP_CHECKSIG && first === length - 2 && isPublicKey(script.subarray(1, -1))) return 'p2pk'
	return last === OP_CHECKMULTISIG && multisigKeys(script) !== null ? 'multisig' : 'nonstandard'
}

/** Whether bytes have the length and the first byte of a public key, hybrid ones included. */
export function isPublicKey(bytes: Uint8Array): boolean {
	const first = bytes[0]
	if (bytes.length === 33) return first === 2 || first === 3
	return bytes.length === 65 && (first === 4 || first === 6 || first === 7)
}

/** The public keys of an `m of n` script; null for any other script. */
export function multisigKeys(script: Uint8Array): readonly Uint8Array[] | null {
	if (script[script.length - 1] !== OP_CHECKMULTISIG) return null
	const { data, pushOnly } = scriptPushes(script.subarray(0, -1))
	const needed = smallNumber(data[0])
	const total = smallNumber(data[data.length - 1])
	const keys = data.slice(1, -1)
	if (!pushOnly || needed === null || total === null || keys.length !== total) return null
	return needed >= 1 && needed <= total && total <= MAX_KEYS && keys.every(isPublicKey) ? keys : null
}

function smallNumber(push: Uint8Array | undefined): number | null {
	return push?.length === 1 ? (push[0] as number) : null
}

function isSmallNumber(op: number): boolean {
	return op >= OP_1 && op <= OP_16
}

function isKeyHash(s: Uint8Array): boolean {
	if (s.length !== 25) return false
	return s[0] === OP_DUP && s[1] === OP_HASH160 && s[2] === 20 && s[23] === OP_EQUALVERIFY && s[24] === OP_CHECKSIG
}
