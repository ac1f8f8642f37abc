import { lesser } from './lesser.js'
import type { OutputRule } from './rules.js'
import { shareLabels } from './shareLabels.js'
import { type Lot, labelsOf, takeLots, totalOf } from './takeLots.js'

/** Where value of a transaction goes; the last one is the fee. */
export interface Slot {
	readonly amount: bigint
	readonly burn?: boolean
}

/** The lots of all inputs, carved into slots that together hold as much. */
export function carveOutputs(rule: OutputRule, inputs: readonly Lot[], slots: readonly Slot[]): Lot[][] {
	if (rule === 'fifo' || rule === 'lifo') {
		const queue = rule === 'fifo' ? [...inputs] : [...inputs].reverse()
		return slots.map((slot) => takeLots(queue, (_lot, taken) => slot.amount - totalOf(taken)))
	}
	const taint = totalOf(inputs) - totalOf(inputs, null)
	const tainted = rule === 'haircut' ? proportionally(taint, slots) : inTurn(taint, slots, rule)
	const labels = labelsOf(inputs)
	const held = labels.map((label) => totalOf(inputs, label))
	const shares = shareLabels(held, tainted)
	return slots.map(({ amount }, slot) => [
		...labels.map((label, row) => ({ label, amount: shares[row]![slot]! })),
		{ label: null, amount: amount - tainted[slot]! },
	])
}

/** By largest remainder, ties to the lower slot. */
function proportionally(taint: bigint, slots: readonly Slot[]): bigint[] {
	const whole = slots.reduce((sum, slot) => sum + slot.amount, 0n)
	if (whole === 0n) return slots.map(() => 0n)
	const tainted = slots.map((slot) => (taint * slot.amount) / whole)
	const missing = taint - tainted.reduce((a, b) => a + b, 0n)
	const remainder = (slot: number): bigint => (taint * slots[slot]!.amount) % whole
	const ranked = [...slots.keys()].sort(
		(a, b) => Number(remainder(a) < remainder(b)) - Number(remainder(a) > remainder(b)) || a - b,
	)
	for (const slot of ranked.slice(0, Number(missing))) tainted[slot]!++
	return tainted
}

/** Slot after slot to its full amount: as listed, or those that can be spent from the largest down, then the others. */
function inTurn(taint: bigint, slots: readonly Slot[], rule: 'pifo' | 'tiho'): bigint[] {
	const fee = slots.length - 1
	const rank = (slot: number): number => (slot === fee ? 2 : slots[slot]!.burn ? 1 : 0)
	const smaller = (a: number, b: number): number => Number(slots[a]!.amount < slots[b]!.amount)
	const turns = [...slots.keys()]
	if (rule === 'tiho') turns.sort((a, b) => rank(a) - rank(b) || smaller(a, b) - smaller(b, a) || a - b)
	const tainted = slots.map(() => 0n)
	let rest = taint
	for (const slot of turns) {
		tainted[slot] = lesser(rest, slots[slot]!.amount)
		rest -= tainted[slot]!
	}
	return tainted
}
