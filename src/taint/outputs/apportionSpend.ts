import type { UtxoTransaction } from '../../model/transaction.js'
import type { Lot } from '../lot.js'
import type { RunContext } from '../runContext.js'
import { apportionMix } from './apportionMix.js'
import { apportionOutputs } from './apportionOutputs.js'

/**
 * What the inputs of a transaction hold, handed to its slots, as a mix where it is one. `held` are the lots of each input,
 * `lots` all of them in a row; `slots` the output values in order, and the fee last where it is no output.
 */
export function apportionSpend(
	{ rule, mixes }: Pick<RunContext, 'rule' | 'mixes'>,
	transaction: UtxoTransaction,
	held: readonly (readonly Lot[])[],
	lots: readonly Lot[],
	slots: readonly bigint[],
): Lot[][] {
	const links = mixes.get(transaction.id)
	const burns = burnsOf(transaction)
	if (links === undefined || links.length === 0) return apportionOutputs(rule, lots, slots, burns)
	return apportionMix(rule, transaction, held, slots, links, burns)
}

/** Numbers of outputs that nobody can spend. */
function burnsOf({ outputs }: UtxoTransaction): ReadonlySet<number> {
	return new Set(outputs.flatMap((output, j) => (output.burn === true ? [j] : [])))
}
