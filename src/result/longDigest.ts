import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

/** Bytes that the platform hashes at once; what is longer goes through our own code piece by piece, in little memory. */
const MOST_AT_ONCE = 1 << 26
const FIRST_BYTES = 1 << 16

/**
 * Digest of long text that is given in pieces, written `sha256:<hex>`: by the platform's own SHA-256 where it has one, which
 * takes a fraction of the time.
 */
export async function longDigest(pieces: Iterable<string>): Promise<string> {
	// Servers have one that takes pieces, browsers one that takes everything at once.
	const server = globalThis.process?.getBuiltinModule?.('crypto')
	if (server === undefined) return digestAtOnce(pieces)
	const hash = server.createHash('sha256')
	for (const piece of pieces) hash.update(piece)
	return `sha256:${hash.digest('hex')}`
}

async function digestAtOnce(pieces: Iterable<string>): Promise<string> {
	const { subtle } = globalThis.crypto ?? {}
	const encoder = new TextEncoder()
	let own = subtle === undefined ? sha256.create() : null
	let bytes = new Uint8Array(FIRST_BYTES)
	let length = 0
	for (const piece of pieces) {
		// A UTF-16 code unit is at most three bytes.
		const most = length + 3 * piece.length
		if (most > bytes.length) {
			const wider = new Uint8Array(Math.max(most, 2 * bytes.length))
			wider.set(bytes.subarray(0, length))
			bytes = wider
		}
		length += encoder.encodeInto(piece, bytes.subarray(length)).written
		if (own === null && length > MOST_AT_ONCE) own = sha256.create()
		if (own === null) continue
		own.update(bytes.subarray(0, length))
		length = 0
	}
	const hash = own?.digest() ?? new Uint8Array(await subtle.digest('SHA-256', bytes.subarray(0, length)))
	return `sha256:${bytesToHex(hash)}`
}
