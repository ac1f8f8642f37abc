import type { Scenario } from './makeScenario.js'

/**
 * What of the followed money each transfer carries under haircut with everything known: all ledgers at once, in time
 * order, in whole base units. Value that reaches a hot wallet stays there. An account that pays more than it holds is
 * topped up with clean value at that moment.
 */
export function haircutTruth({ transfers, accounts, exchanges, source, amount }: Scenario): Float64Array {
	const { from, to, amount: paid, length } = transfers
	const balance = new Float64Array(accounts)
	const taint = new Float64Array(accounts)
	const carried = new Float64Array(length)
	let unsent = amount
	for (let row = 0; row < length; row++) {
		const [payer, payee, size] = [from[row] as number, to[row] as number, paid[row] as number]
		const held = Math.max(balance[payer] as number, size)
		const own = taint[payer] as number
		let part = payer < exchanges || own === 0 ? 0 : roundedShare(own, size, held)
		if (payer === source && unsent > 0) {
			const returned = Math.min(own, size)
			const fresh = Math.min(unsent, size - returned)
			unsent -= fresh
			part = returned + fresh
			taint[payer] = own + fresh
		}
		taint[payer] = (taint[payer] as number) - part
		balance[payer] = held - size
		balance[payee] = (balance[payee] as number) + size
		carried[row] = part
		if (payee >= exchanges) taint[payee] = (taint[payee] as number) + part
	}
	return carried
}

/** taint·size/held to the nearest unit, halves up: the largest remainder of two parts. */
function roundedShare(taint: number, size: number, held: number): number {
	if (size === held) return taint
	const product = taint * size
	if (product < 2 ** 51) return Math.floor((2 * product + held) / (2 * held))
	const [wide, whole] = [2n * BigInt(taint) * BigInt(size), BigInt(held)]
	return Number((wide + whole) / (2n * whole))
}
