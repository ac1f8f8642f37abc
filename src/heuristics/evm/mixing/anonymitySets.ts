import type { PoolDeposit, PoolWithdrawal } from './poolHistory.js'

/** Among how many a withdrawal hides. */
export interface AnonymitySet {
	/** Notes that lay in the pool when it was made, its own included: deposits up to its block less withdrawals before it. */
	readonly notes: number
	/** Notes that were left after its block: deposits less withdrawals up to and with it. */
	readonly left: number
}

/**
 * The anonymity set of each withdrawal of one pool. Both lists in order of events.
 * Cost: linear.
 */
export function anonymitySets(
	deposits: readonly Pick<PoolDeposit, 'height'>[],
	withdrawals: readonly Pick<PoolWithdrawal, 'height'>[],
): AnonymitySet[] {
	let [put, taken] = [0, 0]
	return withdrawals.map(({ height }, before) => {
		while (put < deposits.length && (deposits[put] as { height: number }).height <= height) put++
		while (taken < withdrawals.length && (withdrawals[taken] as { height: number }).height <= height) taken++
		return { notes: put - before, left: put - taken }
	})
}
