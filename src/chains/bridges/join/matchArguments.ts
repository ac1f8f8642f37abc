import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { compareText } from '../../../model/order.js'

/** What a pay-out without an identifier is matched by. */
export type MatchedBy = 'receiver' | 'receiverAndAmount'

/** A pay-out with every source that states the same. */
export interface ArgumentMatch {
	readonly destination: BridgeLeg
	/** In code-unit order of ids. One is a unique match; none, nothing was found; several, it cannot be told which. */
	readonly candidates: readonly BridgeLeg[]
	/** Uncalibrated prior of each candidate: 0.9 shared among them; 0 where there is none. Never carries value by itself. */
	readonly confidence: number
}

/** Prior of a join by all arguments that both sides state, before it is shared. Our choice. */
const PRIOR = 0.9

/**
 * For each pay-out the sources that state the same receiver (and amount): where the two sides share no identifier. Leads,
 * never pairs. Pay-outs in code-unit order of ids.
 */
export function matchArguments(
	sources: readonly BridgeLeg[],
	destinations: readonly BridgeLeg[],
	by: MatchedBy,
): ArgumentMatch[] {
	const known = new Map<string, BridgeLeg[]>()
	for (const leg of sources) {
		const key = keyOf(leg, by)
		if (key === null) continue
		const list = known.get(key)
		if (list === undefined) known.set(key, [leg])
		else list.push(leg)
	}
	return [...destinations]
		.sort((a, b) => compareText(a.id, b.id))
		.map((destination) => {
			const key = keyOf(destination, by)
			const found = key === null ? [] : (known.get(key) ?? [])
			const candidates = [...found].sort((a, b) => compareText(a.id, b.id))
			return { destination, candidates, confidence: candidates.length === 0 ? 0 : PRIOR / candidates.length }
		})
}

function keyOf({ receiver, amount }: BridgeLeg, by: MatchedBy): string | null {
	if (receiver === null || (by === 'receiverAndAmount' && amount === null)) return null
	return by === 'receiver' ? receiver : `${receiver} ${amount}`
}
