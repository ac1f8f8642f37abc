import type { MixLink } from '../../model/mixLink.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { type Lot, pushLot, totalOf } from '../lot.js'
import type { Rule } from '../rules/rule.js'
import { apportionOutputs } from './apportionOutputs.js'

/**
 * The output-ledger kernel for a mix: outputs that are linked to certain inputs first take their value from these, in the
 * order of outputs; what is left of all inputs goes to the other outputs and the fee, as in any transaction.
 * `inputs` are the lots of each input; `slots` the output values in order and the fee last. A link whose inputs hold too
 * little by then binds nothing.
 */
export function apportionMix(
	rule: Rule,
	transaction: UtxoTransaction,
	inputs: readonly (readonly Lot[])[],
	slots: readonly bigint[],
	links: readonly MixLink[],
	unspendable: ReadonlySet<number>,
): Lot[][] {
	const left = inputs.map((lots): readonly Lot[] => lots)
	const served = new Map<number, Lot[]>()
	for (const [j, { id }] of transaction.outputs.entries()) {
		const places = links.find(({ output }) => output === id)?.inputs ?? []
		const pool = joined(places.map((place) => left[place] ?? []))
		const rest = totalOf(pool) - (slots[j] as bigint)
		if (places.length === 0 || rest < 0n) continue
		const [own, others] = apportionOutputs(rule, pool, [slots[j] as bigint, rest]) as [Lot[], Lot[]]
		served.set(j, own)
		for (const place of places) left[place] = []
		// A rule that takes the newest lots first hands them out in that order: the rest is put back as it stood.
		left[places[0] as number] = rule.kind === 'order' && rule.leaves === 'back' ? [...others].reverse() : others
	}
	const open = slots.flatMap((_, j) => (served.has(j) ? [] : [j]))
	const burns = new Set(open.flatMap((j, i) => (unspendable.has(j) ? [i] : [])))
	const sizes = open.map((j) => slots[j] as bigint)
	for (const [i, lots] of apportionOutputs(rule, joined(left), sizes, burns).entries())
		served.set(open[i] as number, lots)
	return slots.map((_, j) => served.get(j) as Lot[])
}

function joined(lots: readonly (readonly Lot[])[]): Lot[] {
	const all: Lot[] = []
	for (const list of lots) for (const lot of list) pushLot(all, lot)
	return all
}
