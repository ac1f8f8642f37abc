import type { Scope } from '../../model/coverage.js'
import { InputError } from '../../model/errors.js'
import type { ChainAdapter, SourceWarning } from '../adapter.js'
import { LedgerAdapter, type LedgerChain } from '../ledgerAdapter.js'
import { turn } from '../turn.js'
import { csvRows } from './csvRows.js'
import { jsonRows } from './jsonRows.js'
import { plainTableBytes, readTableFile } from './readTableFile.js'
import { rowParser } from './rowParser.js'
import { tableChain } from './tableChain.js'
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
	/** Once aborted, the read ends within a second with the signal's reason. */
	readonly signal?: AbortSignal | undefined
}

const DEFAULT_MAX_BYTES = 2 ** 30

/**
 * Opens transfer tables (CSV or JSON lines, either may be gzip) as one source, read whole at once. Columns `chain, txid,
 * index, block, time, from, to, asset, amount`, optionally `txindex`, `received` and `rebase`; others are kept in `transfer.extra`. `time` in unix
 * seconds, `amount` in base units. A row told alike by two tables is one fact. The order of rows has no influence.
 * @throws InputError `E_PATH`, `E_LIMIT`, or at the first bad row `E_INPUT` or `E_BAD_AMOUNT` with `details` {file, line,
 * column, field, value, expected}
 */
export async function openTransferTables(
	inputs: readonly TableInput[],
	options: TableOptions = {},
): Promise<ChainAdapter> {
	checkInputs(inputs)
	const { maxBytes = DEFAULT_MAX_BYTES, signal } = options
	const tables: TableRow[][] = []
	const warnings: SourceWarning[] = []
	const excerpts = new Set<string>()
	for (const [i, input] of inputs.entries()) {
		const rows = await readTable(input, maxBytes, signal)
		tables.push(rows)
		if (rows.length === 0)
			warnings.push({ code: 'emptyTable', text: `Transfer table ${i + 1} has a header and no rows.` })
		if (input.scope !== 'complete') for (const row of rows) excerpts.add(row.chain)
	}
	const chains: LedgerChain[] = []
	for (const [chain, rows] of unionRows(tables)) {
		await turn(signal)
		chains.push(tableChain(chain, rows, excerpts.has(chain) ? 'excerpt' : 'complete'))
	}
	return new LedgerAdapter(chains, warnings)
}

/** Checks what types cannot, because inputs may come from plain JavaScript. */
function checkInputs(inputs: unknown): void {
	const refuse = (field: string, expected: string): InputError =>
		new InputError('E_INPUT', `${field}: expected ${expected}`, { details: { field } })
	if (!Array.isArray(inputs) || inputs.length === 0) throw refuse('inputs', 'a list of at least one transfer table')
	for (const [i, input] of inputs.entries()) {
		const field = `inputs[${i}]`
		if (typeof input !== 'object' || input === null) throw refuse(field, '{ path } or { name, bytes }')
		const { path, name, bytes, scope } = input as Record<string, unknown>
		const named = 'path' in input ? typeof path === 'string' && path !== '' : bytes instanceof Uint8Array
		if (!named)
			throw refuse(`${field}.${'path' in input ? 'path' : 'bytes'}`, 'path' in input ? 'a path' : 'a Uint8Array')
		if (typeof name !== 'string' && !('path' in input && name === undefined)) throw refuse(`${field}.name`, 'text')
		if (scope !== undefined && scope !== 'complete' && scope !== 'excerpt')
			throw refuse(`${field}.scope`, '"complete" or "excerpt"')
	}
}

const nameOf = (input: TableInput): string => ('path' in input ? (input.name ?? input.path) : input.name)

async function readTable(input: TableInput, maxBytes: number, signal: AbortSignal | undefined): Promise<TableRow[]> {
	const file = nameOf(input)
	const packed = 'path' in input ? await readTableFile(input.path, file, maxBytes, signal) : input.bytes
	const bytes = await plainTableBytes(packed, file, maxBytes)
	await turn(signal)
	const rows: TableRow[] = []
	const parse = rowParser(file)
	const read = isJson(bytes) ? jsonRows : csvRows
	await read(bytes, file, (raw) => rows.push(parse(raw)), signal)
	return rows
}

/** Whether the first byte that is no space (past a byte order mark, which JSON then refuses) opens an object. */
function isJson(bytes: Uint8Array): boolean {
	let at = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
	while (bytes[at] === 0x20 || bytes[at] === 0x09 || bytes[at] === 0x0a || bytes[at] === 0x0d) at++
	return bytes[at] === 0x7b
}
