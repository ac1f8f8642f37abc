import type { BridgeLead, BridgePair, OpenReason } from '../../chains/bridges/join/legJoin.js'
import type { BridgeLeg } from '../../model/bridgeLeg.js'
import type { Crossing } from '../../taint/crossing.js'

/** A source that seed value reached, by the transfer or output that carries it. */
export interface Entry {
	readonly leg: BridgeLeg
	readonly amount: bigint
	asked: boolean
	pair: BridgePair | null
	why: OpenReason | 'unsupportedChain'
	because: readonly string[]
	/** What shares its key and makes no pair with it. */
	leads: readonly BridgeLead[]
	crossing: Crossing | undefined
}
