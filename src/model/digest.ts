import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { canonicalJson, canonicalPieces } from './canonicalJson.js'

/** Characters gathered before they are digested. */
const PIECE = 1 << 16

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

/** The digest of an array of these, of which only one has to be at hand at a time: facts may be millions. */
export function digestOfEach(items: Iterable<unknown>): string {
	const hash = sha256.create()
	let text = ''
	let mark = '['
	for (const item of items) {
		text += mark + canonicalJson(item)
		mark = ','
		if (text.length < PIECE) continue
		hash.update(utf8ToBytes(text))
		text = ''
	}
	hash.update(utf8ToBytes(mark === '[' ? '[]' : `${text}]`))
	return `sha256:${bytesToHex(hash.digest())}`
}
