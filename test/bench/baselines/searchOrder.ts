import type { AccountRows } from '../scenario/accountRows.js'
import type { Scenario } from '../scenario/makeScenario.js'
import type { Recall } from '../scenario/recall.js'

/** What an order of look-ups works on. It may read the rows of an account only once it has looked it up. */
export interface Walk {
	readonly scenario: Scenario
	readonly index: AccountRows
	/** Told of every look-up; says when enough is found. */
	readonly recall: Recall
	/** Look-ups after which it gives up. */
	readonly most: number
}

/** Walks from the source until enough is found, nothing is left, or the look-ups are used up. One look-up at a time. */
export type SearchOrder = (walk: Walk) => void

/** The rows of an account, as numbers of transfers in time order. */
export function rowsOf({ start, rows }: AccountRows, account: number): Int32Array {
	return rows.subarray(start[account] as number, start[account + 1] as number)
}
