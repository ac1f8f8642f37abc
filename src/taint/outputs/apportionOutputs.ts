import { internalError } from '../../model/errors.js'
import { carve, cleanLot, type Lot, pushLot, taintedLot, totalOf } from '../lot.js'
import { sharePool } from '../pools/sharePool.js'
import type { Rule } from '../rules/rule.js'

/**
 * The output-ledger kernel: what the inputs of one transaction hold, handed to its outputs and its fee.
 * `inputs` are the lots of all inputs in serialised order; `slots` the output values in order and the fee last; both add
 * up to the same sum. Element j is everything slot j is made of.
 */
export function apportionOutputs(
	rule: Rule,
	inputs: readonly Lot[],
	slots: readonly bigint[],
	unspendable?: ReadonlySet<number>,
): Lot[][] {
	switch (rule.kind) {
		case 'order':
			return carve(rule.leaves === 'front' ? inputs : [...inputs].reverse(), slots)
		case 'reach': {
			const path = shortest(inputs)
			return slots.map((size) => (size === 0n ? [] : [path === null ? cleanLot(size) : taintedLot(path, size)]))
		}
		case 'total': {
			const shares = sharePool(
				rule,
				inputs.filter((lot) => lot.path !== null),
				totalOf(inputs),
				slots,
				unspendable,
			)
			return slots.map((size, j) => fill(shares[j] as Lot[], size))
		}
	}
}

function shortest(lots: readonly Lot[]): Lot['path'] {
	let best: Lot['path'] = null
	for (const { path } of lots) if (path !== null && (best === null || path.length < best.length)) best = path
	return best
}

function fill(tainted: readonly Lot[], size: bigint): Lot[] {
	const lots = [...tainted]
	const clean = size - totalOf(lots)
	if (clean < 0n) throw internalError('a rule gave a slot more taint than it holds')
	pushLot(lots, cleanLot(clean))
	return lots
}
