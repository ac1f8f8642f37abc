export type {
	ChainAdapter,
	ChainDescription,
	FetchOptions,
	Page,
	Query,
	SourceDescription,
	SourceWarning,
} from '../adapter.js'
export { openTransferTables, type TableInput, type TableOptions } from './openTransferTables.js'
