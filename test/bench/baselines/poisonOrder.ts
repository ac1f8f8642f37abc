import { rowsOf, type SearchOrder } from './searchOrder.js'

/**
 * Breadth first through everything that a tainted account paid after taint had come to it. Stops at hot wallets.
 * Poison: Möser, Böhme, Breuker, FC workshops 2014.
 */
export const poisonOrder: SearchOrder = ({ scenario, index, recall, most }) => {
	const { transfers, exchanges, source } = scenario
	const queue = [source]
	const reachedAt = new Map<number, number>([[source, -1]])
	for (let at = 0; at < queue.length && at < most; at++) {
		const account = queue[at] as number
		if (recall.lookUp(account)) return
		for (const row of rowsOf(index, account)) {
			const payee = transfers.to[row] as number
			if (transfers.from[row] !== account || row <= (reachedAt.get(account) as number)) continue
			if (payee < exchanges || reachedAt.has(payee)) continue
			reachedAt.set(payee, row)
			queue.push(payee)
		}
	}
}
