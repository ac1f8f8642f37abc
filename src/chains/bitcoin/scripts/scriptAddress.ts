import { sha256 } from '@noble/hashes/sha2.js'
import { base58, bech32, bech32m } from '@scure/base'
import type { ChainFacts } from '../../../model/chains.js'

/** How a Bitcoin chain writes addresses. */
export type AddressForms = NonNullable<ChainFacts['bitcoin']>

const OP_0 = 0x00
const OP_1 = 0x51
const OP_16 = 0x60
const OP_DUP = 0x76
const OP_EQUAL = 0x87
const OP_EQUALVERIFY = 0x88
const OP_HASH160 = 0xa9
const OP_CHECKSIG = 0xac

/**
 * The address of an output script, or null where the script has none. The form of the script alone decides: a taproot
 * output whose key is no point of the curve still has the address that its bytes spell. Sources: BIP-13, BIP-141, BIP-350.
 */
export function scriptAddress(script: Uint8Array, forms: AddressForms): string | null {
	if (isKeyHash(script)) return keyHashAddress(script.subarray(3, 23), forms)
	if (isScriptHash(script)) return base58Check(forms.p2sh, script.subarray(2, 22))
	const version = witnessVersion(script)
	if (version === null) return null
	const coder = version === 0 ? bech32 : bech32m
	return coder.encode(forms.hrp, [version, ...coder.toWords(script.subarray(2))])
}

/** Whether `scriptAddress` gives an address, without the cost of writing it. */
export function hasAddress(script: Uint8Array): boolean {
	return isKeyHash(script) || isScriptHash(script) || witnessVersion(script) !== null
}

/** Address of a 20-byte key hash (pay-to-public-key-hash). */
export function keyHashAddress(hash: Uint8Array, forms: AddressForms): string {
	return base58Check(forms.p2pkh, hash)
}

/** The output script of an address in canonical form; null where the text is no address of these forms. */
export function addressScript(address: string, forms: AddressForms): Uint8Array | null {
	const lower = address.toLowerCase() as `${string}1${string}`
	if (lower.startsWith(`${forms.hrp}1`)) {
		const decoded = bech32.decodeUnsafe(lower) ?? bech32m.decodeUnsafe(lower)
		const program = decoded && bech32.fromWordsUnsafe(decoded.words.slice(1))
		if (!decoded || !program) return null
		const version = decoded.words[0] as number
		return Uint8Array.of(version === 0 ? OP_0 : OP_1 + version - 1, program.length, ...program)
	}
	let bytes: Uint8Array
	try {
		bytes = base58.decode(address)
	} catch {
		return null
	}
	const hash = bytes.subarray(1, 21)
	if (bytes[0] === forms.p2pkh) return Uint8Array.of(OP_DUP, OP_HASH160, 20, ...hash, OP_EQUALVERIFY, OP_CHECKSIG)
	if (bytes[0] === forms.p2sh) return Uint8Array.of(OP_HASH160, 20, ...hash, OP_EQUAL)
	return null
}

/** The public key of a pay-to-public-key script as the script writes it; null for any other script. */
export function payToKey(script: Uint8Array): Uint8Array | null {
	const [push, first] = script
	if (script[script.length - 1] !== OP_CHECKSIG) return null
	if (script.length === 35 && push === 33 && (first === 2 || first === 3)) return script.subarray(1, 34)
	if (script.length === 67 && push === 65 && first === 4) return script.subarray(1, 66)
	return null
}

function isKeyHash(s: Uint8Array): boolean {
	if (s.length !== 25) return false
	return s[0] === OP_DUP && s[1] === OP_HASH160 && s[2] === 20 && s[23] === OP_EQUALVERIFY && s[24] === OP_CHECKSIG
}

function isScriptHash(s: Uint8Array): boolean {
	return s.length === 23 && s[0] === OP_HASH160 && s[1] === 20 && s[22] === OP_EQUAL
}

/** Version of a witness program; null for any other script and for version 0 with a length that BIP-141 forbids. */
function witnessVersion(s: Uint8Array): number | null {
	if (s.length < 4 || s.length > 42 || s[1] !== s.length - 2) return null
	const op = s[0] as number
	if (op === OP_0) return s.length === 22 || s.length === 34 ? 0 : null
	return op >= OP_1 && op <= OP_16 ? op - OP_1 + 1 : null
}

function base58Check(version: number, hash: Uint8Array): string {
	const body = Uint8Array.of(version, ...hash)
	return base58.encode(Uint8Array.of(...body, ...sha256(sha256(body)).subarray(0, 4)))
}
