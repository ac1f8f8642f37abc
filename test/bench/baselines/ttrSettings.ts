/** How tracing rank splits the mass at a node. */
export interface TtrSettings {
	/** Part that stays as rank. */
	readonly alpha: number
	/** Part of the rest that goes forward, along payments; what is left goes backward. */
	readonly beta: number
}

/** As in the published code. */
export const TTR: TtrSettings = { alpha: 0.15, beta: 0.8 }

export interface Shares {
	readonly rank: number
	readonly forward: number
	readonly backward: number
}

/**
 * Splits one unit of mass. A side with no edges returns its share to the same place, again and again: that is a geometric
 * series, summed here, so that no mass is lost.
 */
export function sharesOf({ alpha, beta }: TtrSettings, hasForward: boolean, hasBackward: boolean): Shares {
	const forward = (1 - alpha) * beta
	const backward = (1 - alpha) * (1 - beta)
	if (!hasForward && !hasBackward) return { rank: 1, forward: 0, backward: 0 }
	if (!hasForward) return { rank: alpha / (1 - forward), forward: 0, backward: backward / (1 - forward) }
	if (!hasBackward) return { rank: alpha / (1 - backward), forward: forward / (1 - backward), backward: 0 }
	return { rank: alpha, forward, backward }
}
