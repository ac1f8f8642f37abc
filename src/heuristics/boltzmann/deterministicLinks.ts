import type { OutputId } from '../../model/identifiers.js'
import type { Boltzmann } from './boltzmann.js'

/** An output and the inputs that stand in one block with it however the transaction is read. */
export interface DeterministicLink {
	readonly output: OutputId
	/** Places of the inputs. */
	readonly inputs: readonly number[]
}

/** The links of probability 1, by output; none where the count is unknown or there is only one way to read it all. */
export function deterministicLinks(counted: Boltzmann): DeterministicLink[] {
	if (counted.kind === 'unknown' || counted.interpretations === 1n) return []
	return counted.outputs.flatMap((output, j) => {
		const inputs = counted.inputs.flatMap(({ places }, i) =>
			counted.together[i]?.[j] === counted.interpretations ? places : [],
		)
		return inputs.length === 0 ? [] : [{ output, inputs: [...inputs].sort((a, b) => a - b) }]
	})
}
