import { nativeOf } from '../model/chains.js'
import { chainOf, type OutputId } from '../model/identifiers.js'
import type { Search } from './search.js'

/**
 * Whether a seed takes what is spent of an output: its value then goes on from there, or is stuck there, whatever a label
 * says of its account. Looking back the spender is the transaction that created it.
 */
export function takenBySeed({ seeds, view }: Search, output: OutputId): boolean {
	const spender = view.spender(output)
	const input = spender?.inputs.find(({ spends }) => spends === output)
	if (spender === undefined || input === undefined) return false
	return seeds.ofInput(spender, input, nativeOf(chainOf(output))).length > 0
}
