import type { MixLink } from '../../model/mixLink.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { type Boltzmann, boltzmann } from './boltzmann.js'

/** Counting is costly and a transaction never changes. */
const KNOWN = new WeakMap<UtxoTransaction, Boltzmann>()

/** What the amounts of a transaction tell, the inputs of one account counted as one; counted once. */
export function countedOf(transaction: UtxoTransaction): Boltzmann {
	let counted = KNOWN.get(transaction)
	if (counted === undefined) {
		counted = boltzmann(transaction)
		KNOWN.set(transaction, counted)
	}
	return counted
}

/** The links of probability 1, by output; none where the count is unknown or there is only one way to read it all. */
export function deterministicLinks(counted: Boltzmann): MixLink[] {
	if (counted.kind === 'unknown' || counted.interpretations === 1n) return []
	return counted.outputs.flatMap((output, j) => {
		const inputs = counted.inputs.flatMap(({ places }, i) =>
			counted.together[i]?.[j] === counted.interpretations ? places : [],
		)
		return inputs.length === 0 ? [] : [{ output, inputs: [...inputs].sort((a, b) => a - b) }]
	})
}

/** The same of a transaction by its amounts, the inputs of one account counted as one. */
export const linksOf = (transaction: UtxoTransaction): MixLink[] => deterministicLinks(countedOf(transaction))
