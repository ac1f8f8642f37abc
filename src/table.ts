export * from './chains/table/index.js'
export { type WidestWay, type WidestWaysQuery, widestWays } from './graph/columns/widestWays.js'
export { NONE, TransferColumns, type TransferRow } from './model/columns/transferColumns.js'
export { type AccountScore, type ScoreOptions, scoreTransfers, type TransferScore } from './scoreTransfers.js'
