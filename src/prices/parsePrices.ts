import { CsvError, parse } from 'csv-parse/sync'
import { InputError } from '../model/errors.js'
import { PriceBook, type PriceBookOptions } from './priceBook.js'
import { type PriceInput, readPrice } from './readPrice.js'

const NEEDED = ['asset', 'time', 'price', 'source'] as const
const COLUMNS: readonly string[] = [...NEEDED, 'decimals']
/** Longest record, in characters. Our choice. */
const MAX_RECORD = 100_000

interface Placed {
	readonly line: number
	readonly row: PriceInput
}

/**
 * Reads prices as CSV (RFC 4180, header required): `asset,time,price,source` in any order, and `decimals` where an asset is a
 * token. Time is unix seconds or ISO-8601 UTC, the price decimal text.
 * @param where file name for error messages
 * @throws InputError `E_INPUT` with file, line and field; `E_LIMIT` where a record is too long
 */
export function parsePrices(text: string, where: string, options: PriceBookOptions = {}): PriceBook {
	const rows = rowsOf(text, where)
	for (const { line, row } of rows) check(row, line, where)
	try {
		return new PriceBook(
			rows.map(({ row }) => row),
			options,
		)
	} catch (error) {
		if (!(error instanceof InputError)) throw error
		throw new InputError(error.code, `${where}: ${error.shortMessage}`, { details: { file: where }, cause: error })
	}
}

function rowsOf(text: string, where: string): Placed[] {
	const rows: Placed[] = []
	let header: readonly string[] | undefined
	try {
		parse(text, {
			bom: true,
			skip_empty_lines: true,
			max_record_size: MAX_RECORD,
			on_record: (cells: string[], { lines }: { lines: number }) => {
				if (header === undefined) header = headerOf(cells, where, lines)
				else rows.push({ line: lines, row: rowOf(cells, header, where, lines) })
				return null
			},
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		const line = typeof error.lines === 'number' ? error.lines : 0
		const code = error.code === 'CSV_MAX_RECORD_SIZE' ? 'E_LIMIT' : 'E_INPUT'
		throw new InputError(code, `${where}: ${error.message}`, { details: { file: where, line }, cause: error })
	}
	if (header === undefined) throw fail(where, 1, 'header', 'a price list has a header')
	return rows
}

function headerOf(cells: readonly string[], where: string, line: number): string[] {
	const names = cells.map((cell) => cell.trim().toLowerCase())
	for (const [i, name] of names.entries()) {
		const shown = JSON.stringify(name.slice(0, 80))
		if (names.indexOf(name) !== i) throw fail(where, line, 'header', `column ${shown} stands twice`)
		if (!COLUMNS.includes(name))
			throw fail(where, line, 'header', `column ${shown} is not one of ${COLUMNS.join(', ')}`)
	}
	for (const name of NEEDED)
		if (!names.includes(name)) throw fail(where, line, 'header', `a price list has a column ${JSON.stringify(name)}`)
	return names
}

function rowOf(cells: readonly string[], header: readonly string[], where: string, line: number): PriceInput {
	const cell = (name: string): string => cells[header.indexOf(name)] ?? ''
	const [time, decimals] = [cell('time'), cell('decimals')]
	if (decimals !== '' && !/^[0-9]{1,2}$/.test(decimals)) throw fail(where, line, 'decimals', 'expected a whole number')
	return {
		asset: cell('asset'),
		time: /^(?:0|[1-9][0-9]{0,12})$/.test(time) ? Number(time) : time,
		price: cell('price'),
		source: cell('source'),
		...(decimals === '' ? {} : { decimals: Number(decimals) }),
	}
}

/** What one row alone can tell to be wrong, with its line. */
function check(row: PriceInput, line: number, where: string): void {
	try {
		readPrice(row, 'row')
	} catch (error) {
		if (!(error instanceof InputError)) throw error
		const field = String(error.details.field ?? 'row').replace('row.', '')
		throw fail(where, line, field, error.shortMessage.replace(/^row\.[a-z]+: /, ''))
	}
}

function fail(where: string, line: number, field: string, message: string): InputError {
	const details = { file: where, line, field }
	return new InputError('E_INPUT', `${where}, line ${line}, ${field}: ${message}`, { details })
}
