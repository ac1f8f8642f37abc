import type { Scope } from '../../model/coverage.js'
import { InputError } from '../../model/errors.js'
import type { ChainAdapter } from '../adapter.js'
import { csvRows } from './csvRows.js'
import { jsonRows } from './jsonRows.js'
import { plainTableBytes, readTableFile } from './readTableFile.js'
import { rowParser } from './rowParser.js'
import { TableAdapter } from './tableAdapter.js'
import { TableChain } from './tableChain.js'
import type { TableRow } from './tableRow.js'
import { unionRows } from './unionRows.js'

/**
 * One transfer table: a file (`name` stands for its path in errors) or its bytes. `scope` says whether it holds
 * everything that its accounts did (`complete`) or a part (`excerpt`, the default).
 */
export type TableInput =
	| { readonly path: string; readonly name?: string; readonly scope?: Scope }
	| { readonly name: string; readonly bytes: Uint8Array; readonly scope?: Scope }

export interface TableOptions {
	/** Greatest size of one table in bytes, packed or unpacked. Default 1 GiB. */
	readonly maxBytes?: number
}

const DEFAULT_MAX_BYTES = 2 ** 30

/**
 * Opens transfer tables (CSV or JSON lines, either may be gzip) as one source, read whole at once. Columns `chain, txid,
 * index, block, time, from, to, asset, amount`, optionally `txindex`; others are kept in `transfer.extra`. `time` in unix
 * seconds, `amount` in base units. A row told alike by two tables is one fact. The order of rows has no influence.
 * @throws InputError `E_PATH`, `E_LIMIT`, or at the first bad row `E_INPUT` or `E_BAD_AMOUNT` with `details` {file, line,
 * column, field, value, expected}
 */
export async function openTransferTables(
	inputs: readonly TableInput[],
	options: TableOptions = {},
): Promise<ChainAdapter> {
	if (inputs.length === 0)
		throw new InputError('E_INPUT', 'no transfer table was given', { details: { field: 'inputs' } })
	const maxBytes = options.maxBytes ?? DEFAULT_MAX_BYTES
	const tables: TableRow[][] = []
	const excerpts = new Set<string>()
	for (const input of inputs) {
		const rows = await readTable(input, maxBytes)
		tables.push(rows)
		if (input.scope !== 'complete') for (const row of rows) excerpts.add(row.chain)
	}
	const chains: TableChain[] = []
	for (const [chain, rows] of unionRows(tables)) {
		chains.push(new TableChain(chain, rows, excerpts.has(chain) ? 'excerpt' : 'complete'))
	}
	return new TableAdapter(chains)
}

async function readTable(input: TableInput, maxBytes: number): Promise<TableRow[]> {
	const file = 'path' in input ? (input.name ?? input.path) : input.name
	const packed = 'path' in input ? await readTableFile(input.path, file, maxBytes) : input.bytes
	const bytes = plainTableBytes(packed, file, maxBytes)
	const rows: TableRow[] = []
	const parse = rowParser(file)
	const read = isJson(bytes) ? jsonRows : csvRows
	read(bytes, file, (raw) => rows.push(parse(raw)))
	return rows
}

/** Whether the first byte that is no space (past a byte order mark, which JSON then refuses) opens an object. */
function isJson(bytes: Uint8Array): boolean {
	let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
	while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at++
	return bytes[at] === 0x7b
}
