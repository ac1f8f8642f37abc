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

/** Zero-width, bidi, tag, variation-selector and control code points: what a reader cannot see or what moves text. */
const UNSEEN = /^[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Cn}\p{Zl}\p{Zp}\u{115f}\u{1160}\u{17b4}\u{17b5}\u{180b}-\u{180f}\u{3164}\u{fe00}-\u{fe0f}\u{ffa0}\u{e0100}-\u{e01ef}]$/u

function isInert(point: number): boolean {
	if (point >= 0x20 && point < 0x7f) return true
	return !UNSEEN.test(String.fromCodePoint(point))
}
