/** Least and greatest taint in base units. */
export interface Bounds {
	readonly least: bigint
	readonly greatest: bigint
}

/** What every conserving rule must keep to, at any set of places taken together. */
export interface BoundsAt {
	/**
	 * Places are accounts and `BURNED` or `FEES`, on ledgers of outputs also outputs. At an account that the walk goes
	 * through it is what stays there in the end that counts.
	 */
	readonly at: (places: ReadonlySet<string>) => Bounds
}

export interface FlowBoundsAt extends BoundsAt {
	/** True where the bounds are known to be tight, leaving aside what stays at accounts of seeds. */
	readonly isTight: boolean
}

/** Place of what is paid to nobody. */
export const BURNED = 'burned'
/** Place of what goes to miners. */
export const FEES = 'fees'
