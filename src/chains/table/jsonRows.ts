import { jsonLines } from './jsonLines.js'
import { rowFault } from './rowFault.js'
import type { RawRow } from './rowParser.js'
import { type NamedColumn, OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from './tableRow.js'

/** Columns in which a number may stand for its digits. */
const NUMBERS: ReadonlySet<string> = new Set(['index', 'block', 'time', 'txindex'])
/** Columns that may be null where CSV leaves them empty. */
const NULLABLE: ReadonlySet<string> = new Set(['block', 'from', 'to', ...OPTIONAL_COLUMNS])
const OPTIONAL: ReadonlySet<string> = new Set(OPTIONAL_COLUMNS)
const NAMED: ReadonlySet<string> = new Set([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS])

/**
 * Reads JSON lines (one object per line, empty lines skipped) and hands each row to `take`. Amounts, hashes, addresses
 * and extras are strings; `index`, `block`, `time` and `txindex` are strings of digits or whole numbers.
 * @throws InputError at the first fault; the signal's reason; whatever `take` throws
 */
export async function jsonRows(
	bytes: Uint8Array,
	file: string,
	take: (row: RawRow) => void,
	signal?: AbortSignal,
): Promise<void> {
	await jsonLines(bytes, file, (value, line) => take(rawRow(value, file, line)), { signal })
}

function rawRow(value: unknown, file: string, line: number): RawRow {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) {
		throw rowFault({ file, line, expected: 'an object' })
	}
	const record = value as Record<string, unknown>
	const text = (field: NamedColumn): string => {
		const item = Object.hasOwn(record, field) ? record[field] : undefined
		if (item === undefined && OPTIONAL.has(field)) return ''
		if (item === undefined) throw rowFault({ file, line, field, expected: `a key named ${field}` })
		if (item === null && NULLABLE.has(field)) return ''
		if (typeof item === 'number' && Number.isSafeInteger(item) && NUMBERS.has(field)) return String(item)
		if (typeof item === 'string') return item
		const code = field === 'amount' ? 'E_BAD_AMOUNT' : 'E_INPUT'
		const expected = NUMBERS.has(field) ? 'a string of digits or a whole number' : expectedOf(field, item)
		throw rowFault({ file, line, field, value: shown(item), expected, code })
	}
	const named = {
		chain: text('chain'),
		txid: text('txid'),
		index: text('index'),
		block: text('block'),
		time: text('time'),
		from: text('from'),
		to: text('to'),
		asset: text('asset'),
		amount: text('amount'),
		txindex: text('txindex'),
		received: text('received'),
		rebase: text('rebase'),
	}
	return { line, named, extra: extras(record, file, line), column: () => undefined }
}

/** A JSON number has 53 bits: amounts would be rounded without a word, so none is taken. */
function expectedOf(field: NamedColumn, item: unknown): string {
	const quoted = field === 'amount' && typeof item === 'number'
	return quoted ? `a decimal integer in base units, written as a string: "${shown(item)}"` : 'a string'
}

function extras(record: Record<string, unknown>, file: string, line: number): Record<string, string> | undefined {
	const entries: [string, string][] = []
	for (const [field, item] of Object.entries(record)) {
		if (NAMED.has(field)) continue
		if (field === '' || field === '__proto__') throw rowFault({ file, line, field, expected: 'the name of a column' })
		if (typeof item !== 'string') throw rowFault({ file, line, field, value: shown(item), expected: 'a string' })
		entries.push([field, item])
	}
	return entries.length === 0 ? undefined : Object.fromEntries(entries)
}

const shown = (item: unknown): string =>
	typeof item === 'object' && item !== null ? 'an object or array' : String(item)
