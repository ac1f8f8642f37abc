import { rowFault } from './rowFault.js'

// `ignoreBOM` keeps a byte order mark as a character, so that it is judged by whoever reads the text.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Text of one line. @throws InputError where the bytes are not UTF-8 */
export function textLine(bytes: Uint8Array, file: string, line: number): string {
	try {
		return decoder.decode(bytes)
	} catch (cause) {
		throw rowFault({ file, line, expected: 'UTF-8 text', cause })
	}
}
