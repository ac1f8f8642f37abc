/** The tables of blockchain-etl that are read. Of contracts only their kind is used, of tokens nothing: names are no facts. */
export type EtlTable =
	| 'block'
	| 'transaction'
	| 'receipt'
	| 'log'
	| 'token_transfer'
	| 'trace'
	| 'geth_trace'
	| 'contract'
	| 'token'

/** Columns by which each table is told, the surest first. */
const SIGNS: readonly (readonly [EtlTable, readonly string[]])[] = [
	['geth_trace', ['transaction_traces']],
	['trace', ['trace_type']],
	['log', ['log_index', 'topics']],
	['token_transfer', ['token_address', 'log_index']],
	['receipt', ['transaction_hash', 'cumulative_gas_used']],
	['transaction', ['hash', 'from_address', 'value']],
	['block', ['number', 'hash', 'timestamp']],
	['contract', ['address', 'bytecode']],
	['contract', ['address', 'is_erc20']],
	['token', ['address', 'symbol', 'decimals']],
]
const TABLES: ReadonlySet<unknown> = new Set(SIGNS.map(([table]) => table))

/** Which table rows with these columns are of, where `type` (as streams write it) does not say; null where neither does. */
export function etlTable(type: unknown, knows: (column: string) => boolean): EtlTable | null {
	if (TABLES.has(type)) return type as EtlTable
	return SIGNS.find(([, columns]) => columns.every(knows))?.[0] ?? null
}
