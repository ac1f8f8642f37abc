export * from './chains/table/index.js'
export { NONE, TransferColumns, type TransferRow } from './model/columns/transferColumns.js'
export { type AccountScore, type ScoreOptions, scoreTransfers, type TransferScore } from './scoreTransfers.js'
