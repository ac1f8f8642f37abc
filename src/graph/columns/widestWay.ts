/** A way from one account to another in which every step comes after the one before. */
export interface WidestWay {
	/** The least amount of its steps, in base units: what at most can have gone this way. */
	readonly width: bigint
	/** Rows of its transfers in the columns, in order. */
	readonly rows: readonly number[]
}
