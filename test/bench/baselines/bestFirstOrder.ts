import { IndexedHeap } from './indexedHeap.js'
import { rowsOf, type SearchOrder } from './searchOrder.js'

/** Changes of less than this part of the followed amount are not carried on: services are worked out again so often. */
const NEGLIGIBLE = 1e-6

/**
 * Best first, one account at a time, by haircut in time order over what is known; an account looked up before is worked
 * out again when more comes to it. What a tracer without rounds would do.
 */
export const bestFirstOrder: SearchOrder = ({ scenario, index, recall, most }) => {
	const { transfers, exchanges, accounts, source, amount } = scenario
	const carried = new Map<number, number>()
	const arrived = new Float64Array(accounts)
	const done = new Uint8Array(accounts)
	const open = new IndexedHeap(arrived)
	const again: number[] = []

	const carry = (row: number, part: number): void => {
		const change = part - (carried.get(row) ?? 0)
		if (change === 0 || (carried.has(row) && Math.abs(change) <= NEGLIGIBLE * amount)) return
		carried.set(row, part)
		const payee = transfers.to[row] as number
		if (payee < exchanges) return
		// Taint that leaves an open account's estimate again is rare and small: its place in the heap stays.
		arrived[payee] = Math.max(0, (arrived[payee] as number) + change)
		if (done[payee] === 1) again.push(payee)
		else if (change > 0) open.raise(payee)
	}

	const workOut = (account: number): void => {
		let balance = account === source ? amount : 0
		let taint = balance
		for (const row of rowsOf(index, account)) {
			const size = transfers.amount[row] as number
			if (transfers.to[row] === account) {
				balance += size
				taint += carried.get(row) ?? 0
				continue
			}
			const held = Math.max(balance, size)
			const part = (taint * size) / held
			balance = held - size
			taint -= part
			if (part > 0 || carried.has(row)) carry(row, part)
		}
	}

	open.raise(source)
	for (let lookups = 0; lookups < most; lookups++) {
		const account = open.pop()
		if (account === undefined || recall.lookUp(account)) return
		done[account] = 1
		workOut(account)
		for (let next = again.pop(); next !== undefined; next = again.pop()) workOut(next)
	}
}
