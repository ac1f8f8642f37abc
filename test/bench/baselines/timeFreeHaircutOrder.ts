import { IndexedHeap } from './indexedHeap.js'
import { rowsOf, type SearchOrder } from './searchOrder.js'

/**
 * Best first by haircut without time: each account is visited once, and what has come to it by then is shared among all
 * that it ever paid, by value. The haircut strategy of BlockchainSpider (Wu et al., 2023).
 */
export const timeFreeHaircutOrder: SearchOrder = ({ scenario, index, recall, most }) => {
	const { transfers, exchanges, accounts, source, amount } = scenario
	const taint = new Float64Array(accounts)
	const done = new Uint8Array(accounts)
	const open = new IndexedHeap(taint)
	taint[source] = amount
	open.raise(source)
	for (let lookups = 0; lookups < most; lookups++) {
		const account = open.pop()
		if (account === undefined || recall.lookUp(account)) return
		done[account] = 1
		const paid = rowsOf(index, account).filter((row) => transfers.from[row] === account)
		const sum = paid.reduce((total, row) => total + (transfers.amount[row] as number), 0)
		for (const row of paid) {
			const payee = transfers.to[row] as number
			if (payee < exchanges || done[payee] === 1) continue
			taint[payee] = (taint[payee] as number) + ((taint[account] as number) * (transfers.amount[row] as number)) / sum
			open.raise(payee)
		}
	}
}
