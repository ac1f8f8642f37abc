import type { Receipt } from './convertLots.js'

/** A payment or output by which a bridge pays out, on this chain or another. */
export interface Payout extends Receipt {
	readonly event: string
}

/** A part of the value that goes into a bridge: paid out elsewhere, or ending at a node. */
export interface CrossingPart {
	/** How much of what went in, in its asset. */
	readonly amount: bigint
	readonly payouts: readonly Payout[]
	/** Where it ends without pay-outs; with them, where what is no unit of anything paid out does. */
	readonly node: string
}

/** Where value of one payment or output goes that went into a bridge. The parts add up to it. */
export interface Crossing {
	readonly parts: readonly CrossingPart[]
}

/** What a run needs to know of bridges. */
export interface Crossings {
	/** Undefined for what goes into no bridge. The same object until what is known of it changes. */
	of(event: string): Crossing | undefined
}
