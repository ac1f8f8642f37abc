import { csvRecords } from './csvRecords.js'
import { type RowFault, rowFault } from './rowFault.js'
import type { RawRow } from './rowParser.js'
import { type NamedColumn, OPTIONAL_COLUMNS, REQUIRED_COLUMNS } from './tableRow.js'

/**
 * Reads a transfer table as CSV (a header row, columns in any order) and hands each row to `take`, with the line on which
 * it begins.
 * @throws InputError at the first fault; the signal's reason; whatever `take` throws
 */
export async function csvRows(
	bytes: Uint8Array,
	file: string,
	take: (row: RawRow) => void,
	signal?: AbortSignal,
): Promise<void> {
	let header: Header | undefined
	const takeFields = (fields: readonly string[], line: number): void => {
		if (header === undefined) header = new Header(fields, file, line)
		else take(header.row(fields, line))
	}
	await csvRecords(bytes, file, takeFields, { signal })
	if (header === undefined) throw rowFault({ file, line: 1, expected: `a header row: ${REQUIRED_COLUMNS.join(',')}` })
}

/** Which column is which. */
class Header {
	private readonly places = new Map<string, number>()
	private readonly extras: string[] = []

	constructor(fields: readonly string[], file: string, line: number) {
		for (const [place, field] of fields.entries()) {
			const fault: RowFault = { file, line, column: place + 1, field, expected: 'a name that no other column has' }
			if (this.places.has(field)) throw rowFault(fault)
			if (field === '' || field === '__proto__') throw rowFault({ ...fault, expected: 'the name of a column' })
			this.places.set(field, place)
		}
		for (const field of REQUIRED_COLUMNS) {
			if (!this.places.has(field)) throw rowFault({ file, line, field, expected: `a column named ${field}` })
		}
		const named = new Set<string>([...REQUIRED_COLUMNS, ...OPTIONAL_COLUMNS])
		this.extras = fields.filter((field) => !named.has(field))
	}

	row(fields: readonly string[], line: number): RawRow {
		const text = (name: string): string => fields[this.places.get(name) ?? fields.length] ?? ''
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
		const extra =
			this.extras.length === 0 ? undefined : Object.fromEntries(this.extras.map((name) => [name, text(name)]))
		return { line, named, extra, column: this.column }
	}

	private readonly column = (name: NamedColumn): number | undefined => {
		const place = this.places.get(name)
		return place === undefined ? undefined : place + 1
	}
}
