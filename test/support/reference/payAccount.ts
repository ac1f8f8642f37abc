import { lesser } from './lesser.js'
import type { AccountRule } from './rules.js'
import { shareLabels } from './shareLabels.js'
import { type Lot, labelsOf, takeLots, totalOf } from './takeLots.js'

/**
 * What a payment takes out of a ledger that holds at least its amount. `allotted` says what the largest-first rule has
 * set aside for it; the other rules do not ask.
 */
export function payAccount(rule: AccountRule, queue: Lot[], amount: bigint, allotted: () => bigint): Lot[] {
	if (rule === 'fifo') return takeLots(queue, (_lot, taken) => amount - totalOf(taken))
	if (rule === 'lifo') {
		queue.reverse()
		const lots = takeLots(queue, (_lot, taken) => amount - totalOf(taken))
		queue.reverse()
		return lots
	}
	return takeShared(queue, amount, taintOut(rule, queue, amount, allotted))
}

/** Tainted units in a payment under the rules that look at the taint of a ledger as one sum. */
function taintOut(
	rule: Exclude<AccountRule, 'fifo' | 'lifo'>,
	queue: readonly Lot[],
	amount: bigint,
	allotted: () => bigint,
): bigint {
	const balance = totalOf(queue)
	const clean = totalOf(queue, null)
	const taint = balance - clean
	if (rule === 'pifo') return lesser(amount, taint)
	if (rule === 'libr') return taint - lesser(taint, balance - amount)
	let out = 0n
	if (rule === 'tiho') out = allotted()
	else if (balance > 0n) out = (2n * taint * amount + balance) / (2n * balance)
	if (out < amount - clean) out = amount - clean
	return lesser(out, lesser(amount, taint))
}

/** Shares the tainted units of a payment among labels; within a label, and among clean lots, the oldest go first. */
function takeShared(queue: Lot[], amount: bigint, out: bigint): Lot[] {
	const labels = labelsOf(queue)
	const held = labels.map((label) => totalOf(queue, label))
	const taint = held.reduce((a, b) => a + b, 0n)
	const shares = shareLabels(held, [out, taint - out])
	const share = (label: string | null): bigint => (label === null ? amount - out : shares[labels.indexOf(label)]![0]!)
	return takeLots(queue, (lot, taken) => share(lot.label) - totalOf(taken, lot.label))
}
