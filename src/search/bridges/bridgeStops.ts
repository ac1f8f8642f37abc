import type { AccountId } from '../../model/identifiers.js'
import type { StopReason } from '../../model/stop.js'
import type { Entry } from './entry.js'

/** Where value ends that went into a bridge and did not come out. */
export interface BridgeEnd {
	readonly account: AccountId
	readonly stop: StopReason
}

/** Why value ends at a bridge, by what is known of its other side. */
export const bridgeStops: Readonly<Record<Entry['why'], StopReason>> = {
	inFlight: 'inFlight',
	refunded: 'refunded',
	failed: 'failed',
	unclaimed: 'unclaimed',
	unpaired: 'bridgeUnpaired',
	ambiguous: 'ambiguous',
	unsupportedChain: 'unsupportedChain',
}
