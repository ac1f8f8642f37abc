import { keccak_256 } from '@noble/hashes/sha3.js'
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js'

/** A value and how many bytes it takes; hexadecimal with 0x takes as many as it has. */
export type PackedPart = string | { readonly value: bigint; readonly bytes: number }

/** Keccak-256 of values one after the other without padding, with 0x. Source: Solidity ABI, non-standard packed mode. */
export function packedHash(parts: readonly PackedPart[]): string {
	const hex = parts
		.map((part) => (typeof part === 'string' ? part.slice(2) : part.value.toString(16).padStart(part.bytes * 2, '0')))
		.join('')
	return `0x${bytesToHex(keccak_256(hexToBytes(hex)))}`
}
