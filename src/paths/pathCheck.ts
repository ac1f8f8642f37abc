import type { TransactionId } from '../model/identifiers.js'

/**
 * What can be found about a hop. The first group is about the hop itself, the second about its step from the hop before.
 */
export const PATH_FINDING_CODES = [
	'transactionMissing',
	'transactionUnread',
	'sourcesDisagree',
	'transferMissing',
	'ambiguous',
	'payer',
	'payee',
	'asset',
	'amount',
	'time',
	'height',
	'noValue',
	'timeOrder',
	'orderNotTold',
	'accountBreak',
	'outputNotSpent',
	'otherInput',
	'assetBreak',
	'conversion',
	'chainChange',
	'linkUnread',
	'valueBreak',
	'valueAdded',
	'shortfall',
	'emptied',
	'balanceUnread',
] as const
export type PathFindingCode = (typeof PATH_FINDING_CODES)[number]

/**
 * `broken`: the facts read contradict the path. `unknown`: they can neither confirm nor contradict it. `note`: worth
 * knowing, and compatible with the path.
 */
export type PathSeverity = 'broken' | 'unknown' | 'note'

export interface PathFinding {
	readonly code: PathFindingCode
	readonly severity: PathSeverity
	/** One sentence; amounts in base units. */
	readonly text: string
}

export type PathStatus = 'holds' | 'broken' | 'unknown'

export interface HopCheck {
	/** Place in the path, from 0. A finding about two neighbours stands at the later one. */
	readonly place: number
	readonly tx: TransactionId
	/** The transfer or output that the hop was held against; null where none could be told. */
	readonly transfer: string | null
	readonly status: PathStatus
	readonly findings: readonly PathFinding[]
}

/** A path held against the ledger. */
export interface PathCheck {
	/** Whether every hop holds. */
	readonly holds: boolean
	/** `broken` where any hop is, else `unknown` where any is. */
	readonly status: PathStatus
	readonly hops: readonly HopCheck[]
}

export const broken = (code: PathFindingCode, text: string): PathFinding => ({ code, severity: 'broken', text })
export const unknown = (code: PathFindingCode, text: string): PathFinding => ({ code, severity: 'unknown', text })
export const note = (code: PathFindingCode, text: string): PathFinding => ({ code, severity: 'note', text })
