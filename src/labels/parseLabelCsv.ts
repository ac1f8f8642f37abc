import { CsvError, parse } from 'csv-parse/sync'
import { InputError } from '../model/errors.js'
import type { LabelDefaults, LabelPack } from './labelPack.js'
import { PackBuilder } from './packBuilder.js'

const COLUMNS = ['chain', 'address', 'label', 'entity', 'category', 'source', 'date', 'confidence'] as const
type Column = (typeof COLUMNS)[number]

/** Other names of a column, read where the column itself is not there. */
const OTHER_NAMES: readonly (readonly [name: string, column: Column])[] = [
	['kind', 'category'],
	['name', 'label'],
]

/** Longest record, in characters: no field may be longer than its own limit, columns that are not read included. */
const MAX_RECORD = 1_000_000

/**
 * Reads labels as CSV (RFC 4180, header required): `chain,address,label,entity,category,source,date,confidence` in any order,
 * of which only `address` is needed. `kind` is read as `category` and `name` as `label`; further columns are not read and
 * are listed under `skipped`. A cell is text and nothing else, formulas included.
 * @param where file name for error messages
 * @throws InputError `E_LABEL` with file, line and field; `E_LIMIT`
 */
export function parseLabelCsv(text: string, where: string, defaults: LabelDefaults = {}): LabelPack {
	const builder = new PackBuilder(where, defaults)
	let places: ReadonlyMap<Column, number> | undefined
	try {
		parse(text, {
			bom: true,
			skip_empty_lines: true,
			max_record_size: MAX_RECORD,
			// Rows are taken one by one and not kept, so that a long file costs its tags only.
			on_record: (row: string[], { lines }: { lines: number }) => {
				if (places) addRow(builder, row, places, lines)
				else places = placesOf(builder, row, lines)
				return null
			},
		})
	} catch (error) {
		if (!(error instanceof CsvError)) throw error
		const line = typeof error.lines === 'number' ? error.lines : 0
		throw new InputError(error.code === 'CSV_MAX_RECORD_SIZE' ? 'E_LIMIT' : 'E_LABEL', `${where}: ${error.message}`, {
			details: { file: where, line, field: 'row' },
			cause: error,
		})
	}
	if (!places) builder.fail('header', 1, 'a label table has a header')
	return builder.build({})
}

function placesOf(builder: PackBuilder, header: readonly string[], line: number): ReadonlyMap<Column, number> {
	const byName = new Map<string, number>()
	for (const [place, cell] of header.entries()) {
		const name = cell.trim().toLowerCase()
		if (byName.has(name)) builder.fail('header', line, `column ${JSON.stringify(name.slice(0, 80))} stands twice`)
		byName.set(name, place)
	}
	const places = new Map<Column, number>()
	const take = (name: string, column: Column) => {
		const place = byName.get(name)
		if (place === undefined || places.has(column)) return
		places.set(column, place)
		byName.delete(name)
	}
	for (const column of COLUMNS) take(column, column)
	for (const [name, column] of OTHER_NAMES) take(name, column)
	if (!places.has('address')) builder.fail('address', line, 'a label table has a column "address"')
	for (const name of byName.keys()) builder.skip('column is not read', line, name)
	return places
}

function addRow(builder: PackBuilder, row: readonly string[], places: ReadonlyMap<Column, number>, line: number): void {
	const cell = (column: Column): string | null => row[places.get(column) ?? -1] || null
	builder.add({
		line,
		chain: cell('chain'),
		address: cell('address') ?? '',
		label: cell('label'),
		entity: cell('entity'),
		actor: null,
		category: cell('category'),
		source: cell('source'),
		date: cell('date'),
		confidence: cell('confidence'),
	})
}
