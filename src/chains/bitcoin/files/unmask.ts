/** Bytes of a node's mask. Source: `InitBlocksdirXorKey` of Bitcoin Core, version 28. */
export const XOR_KEY_BYTES = 8

/** The bytes of a whole file without a node's mask: the key repeats from the file's first byte on. */
export function unmask(bytes: Uint8Array, key: Uint8Array): Uint8Array {
	const plain = Uint8Array.from(bytes)
	for (let i = 0, k = 0; i < plain.length; i++) {
		plain[i] = (plain[i] as number) ^ (key[k] as number)
		k = k + 1 === key.length ? 0 : k + 1
	}
	return plain
}
