import type { ChainFacts } from '../../model/chains.js'
import { csvRecords } from '../table/csvRecords.js'
import { jsonLines } from '../table/jsonLines.js'
import { rowFault } from '../table/rowFault.js'
import { EtlRow } from './etlRow.js'
import { type EtlTable, etlTable } from './etlTable.js'

/** Longest row read, in bytes: the input of one transaction or call can be megabytes. */
const MAX_ROW = 64_000_000

/** Takes a row of a table; null is the header of a table in CSV. */
export type TakeRow = (table: EtlTable, row: EtlRow | null) => void

/**
 * Reads a blockchain-etl file, CSV with a header row or JSON lines, and hands each row to `take`. JSON numbers of any size
 * keep their digits.
 * @throws InputError at the first fault; the signal's reason; whatever `take` throws
 */
export async function etlRows(
	bytes: Uint8Array,
	file: string,
	chain: ChainFacts,
	take: TakeRow,
	signal?: AbortSignal,
): Promise<void> {
	const options = { signal, maxLine: MAX_ROW, maxRow: MAX_ROW }
	if (isJson(bytes)) await jsonLines(bytes, file, jsonTaker(file, chain, take), { ...options, largeIntegers: 'text' })
	else await csvRecords(bytes, file, csvTaker(file, chain, take), options)
}

function jsonTaker(file: string, chain: ChainFacts, take: TakeRow): (value: unknown, line: number) => void {
	return (value, line) => {
		if (typeof value !== 'object' || value === null || Array.isArray(value))
			throw rowFault({ file, line, expected: 'an object' })
		const fields = new Map(Object.entries(value))
		const table = etlTable(fields.get('type'), (column) => fields.has(column))
		if (table === null) throw noTable(file, line)
		take(table, new EtlRow(chain, { file, line }, fields))
	}
}

function csvTaker(file: string, chain: ChainFacts, take: TakeRow): (fields: readonly string[], line: number) => void {
	let columns: ReadonlyMap<string, number> | undefined
	let table: EtlTable | null = null
	return (fields, line) => {
		if (columns === undefined) {
			const names = header(fields, file, line)
			table = etlTable(undefined, (column) => names.has(column))
			if (table === null) throw noTable(file, line)
			columns = names
			take(table, null)
			return
		}
		const row = new Map<string, string>()
		for (const [name, place] of columns) row.set(name, fields[place - 1] as string)
		take(table as EtlTable, new EtlRow(chain, { file, line }, row, columns))
	}
}

function noTable(file: string, line: number): Error {
	return rowFault({
		file,
		line,
		expected: 'the columns of blocks, transactions, receipts, logs, token_transfers, traces or contracts',
	})
}

/** Whether the first byte that is no space opens an object. */
function isJson(bytes: Uint8Array): boolean {
	const first = bytes.findIndex((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)
	return first >= 0 && bytes[first] === 0x7b
}

function header(fields: readonly string[], file: string, line: number): Map<string, number> {
	const columns = new Map<string, number>()
	for (const [place, field] of fields.entries()) {
		if (field === '' || columns.has(field))
			throw rowFault({ file, line, column: place + 1, field, expected: 'a name that no other column has' })
		columns.set(field, place + 1)
	}
	return columns
}
