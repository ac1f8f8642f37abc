import { bridgeProtocols } from '../../chains/bridges/bridgeProtocols.js'
import type { LeadReason } from '../../chains/bridges/join/legJoin.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { Entry } from './entry.js'

/** Value that went into a bridge, of which no pay-out is certain. */
export interface Unanswered {
	/** The transfer or output that took it in, and how much that paid. */
	readonly event: string
	readonly amount: bigint
	readonly leg: BridgeLeg
	/** In which the protocol pays out, usually. */
	readonly seconds: number
	/** What the protocol tells of it that makes no pair. */
	readonly answers: readonly { readonly leg: BridgeLeg; readonly why: LeadReason }[]
}

/** Null for what was paid out or back, and for what the protocol will name by itself. `legs`: those of its passage, by id. */
export function unanswered(
	event: string,
	{ leg, amount, pair, why, leads }: Entry,
	legs: ReadonlyMap<string, BridgeLeg>,
): Unanswered | null {
	if (pair !== null || why === 'refunded' || why === 'failed') return null
	const answers = leads.flatMap(({ destination, why: reason }) => {
		const answer = legs.get(destination)
		return answer === undefined ? [] : { leg: answer, why: reason }
	})
	if (leg.key !== null && answers.length === 0) return null
	const seconds = bridgeProtocols.find(({ id }) => id === leg.protocol)?.ttlSeconds ?? 0
	return { event, amount, leg, seconds, answers }
}
