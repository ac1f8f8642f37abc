import type { Notice } from '../../model/notice.js'
import { compareEvents } from '../../model/order.js'
import type { Transfer } from '../../model/transaction.js'

/**
 * Transfers with what issuers destroyed: the first contract of Tether tells it by an event of its own and no transfer, later
 * ones by a burn beside it, which is then the fact.
 */
export function withDestroyed(transfers: Transfer[], notices: readonly Notice[]): Transfer[] {
	const destroyed = notices.filter(({ kind, amount = 0n }) => kind === 'destroyed' && amount > 0n)
	if (destroyed.length === 0) return transfers
	const all = [...transfers]
	for (const { id, account, asset, amount, order } of destroyed) {
		const burn = all.findIndex(
			(own) =>
				own.to === null && own.from === account && own.asset === asset && own.amount === amount && !own.destroyed,
		)
		if (burn >= 0) all[burn] = { ...(all[burn] as Transfer), destroyed: true }
		else if (asset !== undefined && amount !== undefined)
			all.push({ id, from: account, to: null, asset, amount, order, orderTold: true, destroyed: true })
	}
	return all.sort(compareEvents)
}
