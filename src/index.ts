export type {
	ChainAdapter,
	ChainDescription,
	FetchOptions,
	Page,
	Query,
	SourceDescription,
	SourceWarning,
} from './chains/adapter.js'
export { type CheckPathOptions, checkPath } from './checkPath.js'
export type { TraceEvent } from './expand.js'
export { type Explanation, explain } from './explain.js'
export { type AccountEdgeAttributes, toAccountGraph } from './graph/toAccountGraph.js'
export { buildGraph, type EdgeAttributes, type NodeAttributes, type TracedGraph } from './graph/transactionGraph.js'
export type { Finding, Heuristic } from './heuristics/heuristic.js'
export { LabelBook } from './labels/labelBook.js'
export { amountSchema, formatUnits, parseAmount } from './model/amount.js'
export { formatAmount, parseAsset } from './model/asset.js'
export { canonicalJson } from './model/canonicalJson.js'
export type { CardFigures, Proportion } from './model/cardFigures.js'
export { type CaseFile, caseSchema, type Expectation } from './model/caseFile.js'
export {
	type Attribution,
	attributionSchema,
	type Entity,
	type Evidence,
	entitySchema,
	evidenceSchema,
} from './model/claims.js'
export { type Coverage, type CoverageReason, coverageSchema, type Scope } from './model/coverage.js'
export {
	type ErrorCode,
	type ErrorDetails,
	FundtrailError,
	type InputCode,
	InputError,
	type SourceCode,
	SourceError,
	VerifyError,
} from './model/errors.js'
export { type Grade, gradeSchema } from './model/grade.js'
export type { HeuristicCard } from './model/heuristicCard.js'
export { type Holding, type Hop, hopSchema } from './model/hop.js'
export {
	type AccountId,
	type AssetId,
	type OutputId,
	parseAccount,
	parseOutput,
	parseTransaction,
	type TransactionId,
	type TransferId,
} from './model/identifiers.js'
export type { Lead } from './model/lead.js'
export type { Merge } from './model/merge.js'
export { RULE_IDS, type RuleId } from './model/method.js'
export type { MixRow } from './model/mixRow.js'
export { dataOptionsSchema } from './model/options.js'
export type { PayoutLead } from './model/payoutLead.js'
export {
	type Arrival,
	type Confidence,
	type Endpoint,
	type Flow,
	type LedgerRow,
	type LooseEnd,
	type ResultData,
	type ResultJson,
	resultSchema,
} from './model/result.js'
export { type Seed, seedSchema } from './model/seed.js'
export { type StopReason, stopReasonSchema } from './model/stop.js'
export {
	type AccountTransaction,
	type ScriptType,
	type Transaction,
	type Transfer,
	transactionSchema,
	type UtxoTransaction,
} from './model/transaction.js'
export type { ClaimedHop } from './paths/claimedHop.js'
export type {
	HopCheck,
	PathCheck,
	PathFinding,
	PathFindingCode,
	PathSeverity,
	PathStatus,
} from './paths/pathCheck.js'
export { type Payer, payersOf } from './payersOf.js'
export type { MethodRow } from './result/compareMethods.js'
export { type ResumeToken, resumeSchema } from './search/resumeToken.js'
export { trace, traceEvents } from './trace.js'
export type { TraceOptions } from './traceOptions.js'
export { parseResult, type TraceResult } from './traceResult.js'
