const DIGITS = '0123456789abcdef'

/** Value of a lower-case hexadecimal digit by its character code; -1 for any other of the first 128 characters. */
export const DIGIT = new Int8Array(128).fill(-1)
/** The byte that two such digits write, by both their codes; -1 where one is no digit. */
const BYTES = new Int16Array(65_536).fill(-1)
for (let high = 0; high < 16; high++) {
	DIGIT[DIGITS.charCodeAt(high)] = high
	for (let low = 0; low < 16; low++) BYTES[(DIGITS.charCodeAt(high) << 8) | DIGITS.charCodeAt(low)] = (high << 4) | low
}

/** The byte that two lower-case hexadecimal digits write at a place of a text in bytes; -1 where one is no such digit. */
export function hexByte(text: DataView, at: number): number {
	return BYTES[text.getUint16(at)] as number
}
