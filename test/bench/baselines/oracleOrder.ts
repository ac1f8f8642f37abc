import type { Walk } from './searchOrder.js'

/**
 * Nearly the fewest look-ups that can find enough: with everything known, the largest deposits first, each with the
 * accounts that lead from the source to it along the largest arrivals. `carried` is the truth, by transfer.
 */
export function oracleOrder({ scenario, recall, most }: Omit<Walk, 'index'>, carried: Float64Array): void {
	const { transfers, exchanges, accounts, source } = scenario
	const largest = new Int32Array(accounts).fill(-1)
	for (let row = 0; row < transfers.length; row++) {
		const payee = transfers.to[row] as number
		const part = carried[row] as number
		if (part === 0 || (transfers.from[row] as number) < exchanges || payee < exchanges) continue
		const best = largest[payee] as number
		if (best < 0 || part > (carried[best] as number)) largest[payee] = row
	}
	const deposits = Array.from(recall.perAccount.keys()).filter((account) => (recall.perAccount[account] as number) > 0)
	deposits.sort((a, b) => (recall.perAccount[b] as number) - (recall.perAccount[a] as number) || a - b)
	const done = new Set<number>()
	for (const deposit of deposits) {
		const chain: number[] = []
		const seen = new Set<number>()
		for (let account = deposit; !done.has(account) && !seen.has(account); ) {
			seen.add(account)
			chain.push(account)
			const row = largest[account] as number
			if (account === source || row < 0) break
			account = transfers.from[row] as number
		}
		for (const account of chain.reverse()) {
			if (done.size >= most) return
			done.add(account)
			if (recall.lookUp(account)) return
		}
	}
}
