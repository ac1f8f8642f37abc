/** Prime of the field that secp256k1 lies over. Source: SEC 2. */
const P = 2n ** 256n - 2n ** 32n - 977n

const KEY_HASH_HEAD = Uint8Array.of(0x76, 0xa9, 20)
const KEY_HASH_TAIL = Uint8Array.of(0x88, 0xac)
const SCRIPT_HASH_HEAD = Uint8Array.of(0xa9, 20)
const SCRIPT_HASH_TAIL = Uint8Array.of(0x87)
const OP_CHECKSIG = 0xac

/** Bytes stored for a script of a special kind: a hash, or the first coordinate of a public key. */
export function specialScriptBytes(kind: number): number {
	return kind <= 1 ? 20 : 32
}

/**
 * The script that Bitcoin Core stores in short form: 0 pays to a key hash, 1 to a script hash, 2 and 3 to a compressed
 * key, 4 and 5 to an uncompressed one of which only the first coordinate is stored. Null where that is no point of the
 * curve. Source: `DecompressScript` of Bitcoin Core.
 */
export function expandScript(kind: number, stored: Uint8Array): Uint8Array | null {
	if (kind === 0) return joined(KEY_HASH_HEAD, stored, KEY_HASH_TAIL)
	if (kind === 1) return joined(SCRIPT_HASH_HEAD, stored, SCRIPT_HASH_TAIL)
	if (kind <= 3) return joined(Uint8Array.of(33, kind), stored, Uint8Array.of(OP_CHECKSIG))
	const y = secondCoordinate(BigInt(`0x${Buffer.from(stored).toString('hex')}`), kind === 5)
	if (y === null) return null
	const bytes = Buffer.from(y.toString(16).padStart(64, '0'), 'hex')
	return joined(Uint8Array.of(65, 4), stored, bytes, Uint8Array.of(OP_CHECKSIG))
}

/** The y of the point at this x, by y² = x³ + 7. */
function secondCoordinate(x: bigint, odd: boolean): bigint | null {
	if (x >= P) return null
	const square = (x * x * x + 7n) % P
	const root = power(square, (P + 1n) / 4n)
	if ((root * root) % P !== square) return null
	return (root & 1n) === (odd ? 1n : 0n) ? root : P - root
}

function power(base: bigint, exponent: bigint): bigint {
	let result = 1n
	let square = base
	for (let left = exponent; left > 0n; left >>= 1n) {
		if ((left & 1n) === 1n) result = (result * square) % P
		square = (square * square) % P
	}
	return result
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
	return new Uint8Array(Buffer.concat(parts))
}
