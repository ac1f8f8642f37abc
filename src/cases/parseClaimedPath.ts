import { CsvError, parse } from 'csv-parse/sync'
import { displayText } from '../model/displayText.js'
import { type ErrorDetails, type InputCode, InputError } from '../model/errors.js'
import { isoUtc } from '../model/moment.js'
import { parseJson } from '../model/strictJson.js'
import type { Claim, ClaimedHop } from '../paths/claimedHop.js'
import { parseClaim } from '../paths/parseClaim.js'
import { unfoldHops } from '../paths/unfoldHops.js'
import { type ClaimedField, claimedColumns } from './claimedColumns.js'

/** Longest row, in characters: a quote that is never closed ends here and not at the end of the text. */
const MAX_ROW = 1_000_000

export interface ClaimedPathOptions {
	/** Default: JSON where the text starts with a bracket, else CSV. */
	readonly format?: 'csv' | 'json'
	/** What errors call the text. Default `path`. */
	readonly file?: string
	/** Column (or key) of a field as it stands in the text, e.g. `{ tx: 'Deposit Tx' }`; other fields by common names. */
	readonly columns?: Readonly<Record<string, string>>
	/** Chain of hops that name none. */
	readonly chain?: string
}

/**
 * Reads a path that another tool exported: CSV with a header, or a JSON array of objects (or an object with `hops`, as in
 * our own flows). Only the transaction is needed; empty and null are not claimed; further columns are not read. Amounts
 * are digits in base units (JSON: as text), times are unix seconds or ISO-8601 in UTC to the second.
 * @throws InputError `E_INPUT`, `E_BAD_AMOUNT` or `E_LIMIT` with `details` {file, line (CSV), field}
 */
export function parseClaimedPath(text: string, options: ClaimedPathOptions = {}): ClaimedHop[] {
	const format = options.format ?? (/^\s*[[{]/.test(text) ? 'json' : 'csv')
	const hops = format === 'json' ? fromJson(text, options) : fromCsv(text, options)
	if (hops.length === 0) throw fault(options, 'the path has no hop', {})
	return hops
}

type Values = ReadonlyMap<ClaimedField, unknown>

function fromCsv(text: string, options: ClaimedPathOptions): Claim[] {
	const hops: Claim[] = []
	let header: readonly string[] | undefined
	let places: ReadonlyMap<ClaimedField, number> = new Map()
	try {
		parse(text, {
			bom: true,
			skip_empty_lines: true,
			max_record_size: MAX_ROW,
			on_record: (row: string[], { lines }: { lines: number }) => {
				located(options, { line: lines }, () => {
					if (header === undefined) {
						header = row
						places = headerPlaces(row, options)
						return
					}
					const values = new Map([...places].map(([field, place]) => [field, row[place] || null] as const))
					hops.push(hopOf(values, options, 'row'))
				})
				return null
			},
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		const line = typeof error.lines === 'number' ? error.lines : 1
		const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'E_LIMIT' : 'E_INPUT'
		throw fault(options, `not CSV as RFC 4180 describes it (${error.code})`, { line, field: 'row' }, code, error)
	}
	return hops
}

function headerPlaces(header: readonly string[], options: ClaimedPathOptions): Map<ClaimedField, number> {
	for (const [place, name] of header.entries()) {
		if (header.indexOf(name) === place) continue
		throw new InputError('E_INPUT', `column "${name.slice(0, 80)}" stands twice`, { details: { field: 'header' } })
	}
	const columns = claimedColumns(header, options.columns)
	for (const [field, column] of Object.entries(options.columns ?? {})) {
		if (columns.get(field as ClaimedField) === column) continue
		throw new InputError('E_INPUT', `columns.${field}: no such column`, { details: { field: `columns.${field}` } })
	}
	if (!columns.has('tx')) {
		throw new InputError('E_INPUT', 'no column holds the transaction, e.g. "tx"', { details: { field: 'tx' } })
	}
	return new Map([...columns].map(([field, column]) => [field, header.indexOf(column)] as const))
}

function fromJson(text: string, options: ClaimedPathOptions): Claim[] {
	const root = parseJson(text, { file: options.file ?? 'path' })
	const list = isObject(root) && Object.hasOwn(root, 'hops') ? root.hops : root
	if (!Array.isArray(list)) throw fault(options, 'expected an array of hops, or an object with "hops"', {})
	for (const [field, key] of Object.entries(options.columns ?? {})) {
		if (list.some((item: unknown) => isObject(item) && Object.hasOwn(item, key))) continue
		throw fault(options, `columns.${field}: no such key`, { field: `columns.${field}` })
	}
	return unfoldHops(list).map((item: unknown, place) =>
		located(options, {}, () => {
			const where = `hops[${place}]`
			if (!isObject(item)) {
				throw new InputError('E_INPUT', `${where}: expected an object`, { details: { field: where } })
			}
			const columns = claimedColumns(Object.keys(item), options.columns)
			return hopOf(new Map([...columns].map(([field, key]) => [field, item[key]] as const)), options, where)
		}),
	)
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function hopOf(values: Values, options: ClaimedPathOptions, where: string): Claim {
	const raw: Record<string, unknown> = Object.fromEntries(values)
	const noChain = raw.chain === undefined || raw.chain === null || raw.chain === ''
	const inId = typeof raw.tx === 'string' && raw.tx.includes('/')
	if (noChain) raw.chain = inId ? null : options.chain
	for (const [field, value] of values) {
		if (value === '' && field !== 'tx') raw[field] = null
		else if (field === 'at' && typeof value === 'string') raw.at = secondsOf(value, `${where}.at`)
		else if (field === 'height' && typeof value === 'string') raw.height = digits(value) ?? value
		else if ((field === 'amount' || field === 'part') && typeof value === 'number') {
			throw new InputError('E_BAD_AMOUNT', `${where}.${field}: an amount in JSON is text, so that no digit is lost`, {
				details: { field: `${where}.${field}` },
			})
		}
	}
	// What is of the wrong type is refused by the schema, which names the field.
	return parseClaim(raw as ClaimedHop, where)
}

function digits(text: string): number | null {
	return /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : null
}

function secondsOf(text: string, field: string): number {
	const seconds = digits(text) ?? (/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/.test(text) ? Date.parse(text) / 1000 : null)
	// A date such as 31 February is read as another day, and then it is not written as it was.
	if (seconds !== null && !Number.isNaN(seconds) && (/^\d+$/.test(text) || isoUtc(seconds) === text)) return seconds
	throw new InputError('E_INPUT', `${field}: "${text.slice(0, 80)}" is neither unix seconds nor ISO-8601 in UTC`, {
		details: { field },
	})
}

/** Puts file and line on whatever is refused inside. */
function located<T>(options: ClaimedPathOptions, place: ErrorDetails, read: () => T): T {
	try {
		return read()
	} catch (error) {
		if (!(error instanceof InputError)) throw error
		throw fault(options, error.shortMessage, { ...error.details, ...place }, error.code, error)
	}
}

function fault(
	{ file = 'path' }: ClaimedPathOptions,
	message: string,
	details: ErrorDetails,
	code: InputCode = 'E_INPUT',
	cause?: unknown,
): InputError {
	const line = details.line === undefined ? '' : `, line ${details.line}`
	return new InputError(code, displayText(`${file}${line}: ${message}`), { details: { ...details, file }, cause })
}
