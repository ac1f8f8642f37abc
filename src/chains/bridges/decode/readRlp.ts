/** One item: what stands in it without its length; of a list, its members one after the other. Hexadecimal without 0x. */
export interface RlpPart {
	readonly isList: boolean
	readonly inside: string
}

/**
 * The items that stand one after the other in data, hexadecimal without 0x; lists are not gone into. Null where the last one
 * is cut off. Source: Yellow Paper, appendix B.
 */
export function readRlp(hex: string): readonly RlpPart[] | null {
	const parts: RlpPart[] = []
	let at = 0
	while (at < hex.length) {
		const first = byteAt(hex, at)
		if (first < TEXT) {
			parts.push({ isList: false, inside: hex.slice(at, at + 2) })
			at += 2
			continue
		}
		const isList = first >= LIST
		const short = first - (isList ? LIST : TEXT)
		const sizeDigits = short <= SHORT ? 0 : 2 * (short - SHORT)
		const start = at + 2 + sizeDigits
		if (start > hex.length) return null
		const bytes = sizeDigits === 0 ? BigInt(short) : BigInt(`0x${hex.slice(at + 2, start)}`)
		if (bytes * 2n > BigInt(hex.length - start)) return null
		const end = start + 2 * Number(bytes)
		parts.push({ isList, inside: hex.slice(start, end) })
		at = end
	}
	return parts
}

/** First bytes from which on an item is a text, and a list. */
const [TEXT, LIST] = [0x80, 0xc0]
/** Up to this length, it stands in the first byte. */
const SHORT = 55

const byteAt = (hex: string, at: number): number => Number.parseInt(hex.slice(at, at + 2), 16)
