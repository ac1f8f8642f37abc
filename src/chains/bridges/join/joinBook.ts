import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import { compareText } from '../../../model/order.js'
import type { BridgeProtocol } from '../bridgeProtocol.js'
import type { BridgeLead, BridgePair, JoinOptions, LeadReason, LegJoin, OpenLeg, OpenReason } from './legJoin.js'

/** What a join has found so far. */
export class JoinBook {
	readonly pairs: BridgePair[] = []
	readonly withoutSource: BridgeLeg[] = []
	readonly discarded: string[] = []
	duplicates = 0
	readonly #leads: BridgeLead[] = []
	readonly #open: OpenLeg[] = []

	constructor(private readonly options: JoinOptions) {}

	isReorganised({ blockHash }: BridgeLeg): boolean {
		return blockHash !== undefined && this.options.reorganised?.has(blockHash) === true
	}

	lead(source: BridgeLeg, destination: BridgeLeg, why: LeadReason): void {
		this.#leads.push({ source: source.id, destination: destination.id, why })
	}

	open(leg: BridgeLeg, why: OpenReason, because: readonly BridgeLeg[]): void {
		this.#open.push({ leg, why, because: because.map(({ id }) => id).sort(compareText) })
	}

	/** Leaves a source without any answer open: on its way, to be fetched, or lost sight of. */
	leave(leg: BridgeLeg, protocol: BridgeProtocol | null): void {
		const until = leg.peer === null ? null : (this.options.readUntil?.(leg.peer) ?? null)
		if (until === null || protocol === null) this.open(leg, 'unpaired', [])
		else if (until - leg.atSeconds <= protocol.ttlSeconds) this.open(leg, 'inFlight', [])
		else this.open(leg, protocol.claimedByUser === true ? 'unclaimed' : 'unpaired', [])
	}

	close(): LegJoin {
		return {
			pairs: this.pairs.sort((a, b) => compareText(a.id, b.id)),
			leads: this.#leads.sort((a, b) => compareText(a.source, b.source) || compareText(a.destination, b.destination)),
			open: this.#open.sort((a, b) => compareText(a.leg.id, b.leg.id)),
			withoutSource: this.withoutSource.sort((a, b) => compareText(a.id, b.id)),
			duplicates: this.duplicates,
			discarded: this.discarded.sort(compareText),
		}
	}
}
