import { type JsonPlace, parseJson } from '../../model/strictJson.js'
import { turn } from '../turn.js'
import { rowFault } from './rowFault.js'
import { textLine } from './textLine.js'

/** Longest line read, in bytes. */
const MAX_LINE = 1_000_000

/** Bytes read between two turns of the event loop: some ten milliseconds. Invented. */
const BYTES_PER_TURN = 2 ** 20

export interface JsonLinesOptions extends Pick<JsonPlace, 'largeIntegers'> {
	readonly signal?: AbortSignal | undefined
	/** Bytes. */
	readonly maxLine?: number
}

/**
 * Reads JSON lines (one value per line, empty lines skipped) and hands each value to `take`, with its line from 1.
 * @throws InputError at the first fault; the signal's reason; whatever `take` throws
 */
export async function jsonLines(
	bytes: Uint8Array,
	file: string,
	take: (value: unknown, line: number) => void,
	{ signal, maxLine = MAX_LINE, ...how }: JsonLinesOptions = {},
): Promise<void> {
	let line = 1
	let pause = BYTES_PER_TURN
	for (let from = 0; from < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, from)
		const to = end < 0 ? bytes.length : end
		if (to - from > maxLine)
			throw rowFault({ file, line, expected: `a line of at most ${maxLine} bytes`, code: 'E_LIMIT' })
		const text = textLine(bytes.subarray(from, to), file, line)
		if (text !== '' && text !== '\r') take(parseJson(text, { file, firstLine: line, ...how }), line)
		from = to + 1
		if (from < pause) continue
		pause = from + BYTES_PER_TURN
		await turn(signal)
	}
}
