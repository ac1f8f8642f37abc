import type { TableRow } from './tableRow.js'

/** What of a row bears on the order of events. */
export type OrderedRow = Pick<TableRow, 'txid' | 'index' | 'height' | 'atSeconds' | 'txIndex' | 'from' | 'to' | 'asset'>
