import type { Row } from './orderRows.js'
import { tieGroups } from './tieGroups.js'

/**
 * Every order in which rows may have happened, for a handful of rows. Two rows that share no ledger give the same in
 * either order, so of orders that differ only by changing places of such neighbours some are left out, never all.
 */
export function everyOrder(rows: readonly Row[], isWalked: (account: string) => boolean): Row[][] {
	const touches = (row: Row): (string | null)[] =>
		[row.from, row.to].map((account) =>
			account !== null && isWalked(account) ? `${row.chain} ${account} ${row.asset}` : null,
		)
	const meet = (a: Row, b: Row): boolean => touches(a).some((ledger) => ledger !== null && touches(b).includes(ledger))
	let orders: Row[][] = [[]]
	for (const group of tieGroups(rows)) {
		for (let length = 0; length < group.length; length++) {
			orders = orders.flatMap((order) =>
				group
					.filter((row, place) => {
						if (order.includes(row)) return false
						const last = order.at(-1)
						return last === undefined || meet(last, row) || group.indexOf(last) < place
					})
					.map((row) => [...order, row]),
			)
		}
	}
	return orders
}
