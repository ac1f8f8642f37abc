/** Bytes as hexadecimal with 0x, or a number (zero is no byte at all), or a list of them. */
export type RlpItem = string | bigint | readonly RlpItem[]

/** Recursive length prefix, hexadecimal without 0x. Lists are as deep as the caller writes them. Source: Yellow Paper, appendix B. */
export function rlp(item: RlpItem): string {
	if (typeof item === 'bigint') return rlp(item === 0n ? '0x' : `0x${even(item.toString(16))}`)
	if (typeof item !== 'string') {
		const inside = item.map(rlp).join('')
		return prefix(inside.length / 2, 0xc0) + inside
	}
	const hex = item.slice(2)
	return hex.length === 2 && hex < '80' ? hex : prefix(hex.length / 2, 0x80) + hex
}

/** Up to this length, it stands in the first byte. */
const SHORT = 55

function prefix(length: number, base: number): string {
	if (length <= SHORT) return (base + length).toString(16)
	const size = even(length.toString(16))
	return (base + SHORT + size.length / 2).toString(16) + size
}

const even = (hex: string): string => (hex.length % 2 === 0 ? hex : `0${hex}`)
