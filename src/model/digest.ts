import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalPieces } from './canonicalJson.js'

/** SHA-256 of bytes or of the UTF-8 form of text, lower-case hex. */
export function sha256Hex(data: Uint8Array | string): string {
	return bytesToHex(sha256(typeof data === 'string' ? utf8ToBytes(data) : data))
}

/** Digest of a value's canonical JSON (RFC 8785), written `sha256:<hex>`. */
export function digestOf(value: unknown): string {
	const hash = sha256.create()
	for (const piece of canonicalPieces(value)) hash.update(utf8ToBytes(piece))
	return `sha256:${bytesToHex(hash.digest())}`
}
