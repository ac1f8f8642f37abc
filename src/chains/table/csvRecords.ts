import { isUtf8 } from 'node:buffer'
import { CsvError, type Parser, parse } from 'csv-parse'
import { turn } from '../turn.js'
import { rowFault } from './rowFault.js'
import { textLine } from './textLine.js'

/** Longest row read, in bytes: a quote that is never closed ends here and not at the end of the file. */
const MAX_ROW = 1_000_000

/** Bytes parsed between two turns of the event loop: some ten milliseconds. Invented. */
const BYTES_PER_TURN = 2 ** 20

/** What each fault of the CSV itself asks for instead. */
const EXPECTED: Readonly<Record<string, string>> = {
	CSV_INVALID_CLOSING_QUOTE: 'a comma or the end of the line after a closing quote',
	INVALID_OPENING_QUOTE: 'quotes only around a whole field, and doubled inside it',
	CSV_QUOTE_NOT_CLOSED: 'a closing quote',
}

/**
 * Reads CSV (RFC 4180; empty lines skipped, a byte order mark in front allowed) and hands the fields of each row to `take`,
 * the header first, with the line on which the row begins. All rows have as many fields as the first.
 * @throws InputError at the first fault; the signal's reason; whatever `take` throws
 */
export async function csvRecords(
	bytes: Uint8Array,
	file: string,
	take: (fields: readonly string[], line: number) => void,
	{ signal, maxRow = MAX_ROW }: { readonly signal?: AbortSignal | undefined; readonly maxRow?: number } = {},
): Promise<void> {
	const body = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes
	refuseForeignBytes(body, file)
	const lines = new LineCounter(body)
	let width: number | undefined
	try {
		const parser = parse({
			bom: false,
			record_delimiter: ['\n', '\r\n'],
			skip_empty_lines: true,
			max_record_size: maxRow,
			on_record: (fields: string[], info) => {
				const line = lines.next()
				width ??= fields.length
				take(fields, line)
				lines.endAt(info.bytes)
				return null
			},
		})
		await feed(parser, Buffer.from(body.buffer, body.byteOffset, body.byteLength), signal)
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		throw csvFault(error, file, lines.next(), width, maxRow)
	}
}

/** Gives a parser its bytes piece by piece. @throws what it, or what takes its rows, throws */
async function feed(parser: Parser, bytes: Buffer, signal: AbortSignal | undefined): Promise<void> {
	const failed = new Promise<never>((_, reject) => parser.once('error', reject))
	failed.catch(() => undefined)
	for (let from = 0; from < bytes.length; from += BYTES_PER_TURN) {
		const piece = bytes.subarray(from, from + BYTES_PER_TURN)
		await Promise.race([failed, new Promise<unknown>((taken) => parser.write(piece, taken))])
		await turn(signal)
	}
	await Promise.race([failed, new Promise<void>((ended) => parser.end(ended))])
}

/** Lines on which rows begin. The parser's own count tells where a row ends, and miscounts line ends inside quotes. */
class LineCounter {
	private at = 0
	private line = 1

	constructor(private readonly bytes: Uint8Array) {}

	/** The line on which the next row begins, past empty lines. */
	next(): number {
		for (; ; this.at++) {
			const byte = this.bytes[this.at]
			if (byte === 0x0a) this.line++
			else if (byte !== 0x0d || this.bytes[this.at + 1] !== 0x0a) return this.line
		}
	}

	/** Says that a row ended before this offset. */
	endAt(offset: number): void {
		for (; this.at < offset; this.at++) if (this.bytes[this.at] === 0x0a) this.line++
	}
}

function refuseForeignBytes(bytes: Uint8Array, file: string): void {
	const zero = bytes.indexOf(0)
	if (zero >= 0) throw rowFault({ file, line: lineOf(bytes, zero), expected: 'text without NUL characters' })
	if (isUtf8(bytes)) return
	let line = 1
	for (let from = 0; from < bytes.length; line++) {
		const end = bytes.indexOf(0x0a, from)
		const to = end < 0 ? bytes.length : end
		textLine(bytes.subarray(from, to), file, line)
		from = to + 1
	}
	throw rowFault({ file, line, expected: 'UTF-8 text' })
}

function lineOf(bytes: Uint8Array, offset: number): number {
	let line = 1
	for (let i = 0; i < offset; i++) if (bytes[i] === 0x0a) line++
	return line
}

function csvFault(error: CsvError, file: string, line: number, width: number | undefined, maxRow: number): Error {
	const fault = { file, line, cause: error }
	const place = Number(error.column) + 1
	if (error.code === 'CSV_RECORD_INCONSISTENT_FIELDS_LENGTH') {
		const got = Array.isArray(error.record) ? error.record.length : 0
		const column = Math.min(got, width ?? got) + 1
		return rowFault({
			...fault,
			column,
			expected: `${width} fields as in the header`,
			why: `the row has ${got}`,
		})
	}
	const column = Number.isSafeInteger(place) ? { column: place } : {}
	if (error.code === 'CSV_MAX_RECORD_SIZE')
		return rowFault({ ...fault, expected: `a row of at most ${maxRow} bytes`, code: 'E_LIMIT', ...column })
	const expected = EXPECTED[error.code] ?? `CSV as RFC 4180 describes it (${error.code})`
	return rowFault({ ...fault, expected, ...column })
}
