import type { AccountId, OutputId } from '../../model/identifiers.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { type InputParty, inputParties } from './inputParties.js'

/** Outputs of one mix that were spent together. */
export interface Merged {
	readonly mix: UtxoTransaction
	readonly outputs: readonly OutputId[]
}

/**
 * Who can have put in what is merged: the parties whose inputs to each of these mixes are worth at least the outputs of it
 * that are spent together, by their count and denominations. Parties of several mixes are the same where `controlOf` gives
 * one id. Empty where no single party did: then several known apart belong together, or the merge is of strangers.
 *
 * Source: Goldfeder, Kalodner, Reisman, Narayanan, PETS 2018 (intersection of several mixes); Gavenda et al., ESORICS 2025.
 */
export function mergeCandidates(
	merged: readonly Merged[],
	controlOf?: (account: AccountId) => string,
): readonly InputParty[] {
	let candidates: InputParty[] | null = null
	for (const { mix, outputs } of merged) {
		const own = new Set(outputs)
		const least = mix.outputs.reduce((sum, { id, amount }) => (own.has(id) ? sum + amount : sum), 0n)
		const able: InputParty[] = inputParties(mix, controlOf).filter(({ amount }) => amount >= least)
		const controls = new Set(able.map(({ control }) => control))
		candidates = candidates === null ? able : candidates.filter(({ control }) => controls.has(control))
	}
	return candidates ?? []
}
