/**
 * Foreign text (labels, names, symbols, file names) made inert for a terminal, a table or XML: control characters,
 * terminal escapes, bidirectional overrides, invisible characters and lone surrogates become visible `\u{…}` escapes.
 * The original stays as data in JSON.
 */
export function displayText(text: string): string {
	let out = ''
	for (const character of text) {
		const point = character.codePointAt(0) as number
		out += isInert(point) ? character : `\\u{${point.toString(16)}}`
	}
	return out
}

/** Code points that a reader cannot see or that move text: controls, formats, separators, unassigned, private use. */
const UNSEEN = /^(?:\p{Cc}|\p{Cf}|\p{Co}|\p{Cs}|\p{Cn}|\p{Zl}|\p{Zp}|\p{Default_Ignorable_Code_Point})$/u

function isInert(point: number): boolean {
	if (point >= 0x20 && point < 0x7f) return true
	return !UNSEEN.test(String.fromCodePoint(point))
}
