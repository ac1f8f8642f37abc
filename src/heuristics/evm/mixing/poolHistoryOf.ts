import type { AccountId } from '../../../model/identifiers.js'
import type { Notice } from '../../../model/notice.js'
import { compareEvents } from '../../../model/order.js'
import type { AccountTransaction } from '../../../model/transaction.js'
import type { PoolDeposit, PoolHistory, PoolWithdrawal } from './poolHistory.js'

/** A notice of a pool with the transaction that tells it. */
interface Told extends Notice {
	readonly transaction: AccountTransaction
}

/**
 * What transactions tell of some pools by their own events. Who deposited is who signed: that account pays the fee. What an
 * offer for gas was no transaction of the model tells, nor who claimed rewards.
 */
export function poolHistoryOf(
	transactions: readonly AccountTransaction[],
	pools: readonly AccountId[],
	payments: PoolHistory['payments'],
): PoolHistory {
	const known = new Set(pools)
	const told = transactions
		.flatMap((transaction) => (transaction.notices ?? []).map((notice): Told => ({ ...notice, transaction })))
		.filter(({ by }) => known.has(by))
		.sort(compareEvents)
	return {
		deposits: told.flatMap((notice): PoolDeposit[] =>
			notice.kind === 'poolDeposit' ? [{ ...placeOf(notice), depositor: signerOf(notice) }] : [],
		),
		withdrawals: told.flatMap((notice): PoolWithdrawal[] =>
			notice.kind === 'poolWithdrawal' && notice.account !== null
				? [{ ...placeOf(notice), recipient: notice.account, sender: signerOf(notice) }]
				: [],
		),
		payments,
		claims: null,
	}
}

const placeOf = ({ id, by, order, transaction }: Told) =>
	({ id, pool: by, height: order[0], atSeconds: transaction.atSeconds, gasPrice: null }) as const

const signerOf = ({ transaction }: Told): AccountId | null =>
	transaction.transfers.find(({ fee }) => fee === true)?.from ?? null
