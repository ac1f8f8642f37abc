/** One thing that a claim rests on. Items with the same id are one item, however often a path meets it. */
export interface ConfidenceItem {
	readonly id: string
	/** Uncalibrated prior in (0, 1]. */
	readonly value: number
	/** What a person should know about it, where it is the weakest link. */
	readonly text: string
}

/** The items of a path with each counted once, and their product. Sources of the priors: `attestation`, `commingling`. */
export function productOf(items: readonly ConfidenceItem[]): number {
	return [...distinct(items).values()].reduce((product, { value }) => product * value, 1)
}

/** The item of least value; the first by id among equals. Null where there is none. */
export function weakestOf(items: readonly ConfidenceItem[]): ConfidenceItem | null {
	let weakest: ConfidenceItem | null = null
	for (const item of items) {
		if (weakest === null || item.value < weakest.value || (item.value === weakest.value && item.id < weakest.id))
			weakest = item
	}
	return weakest
}

function distinct(items: readonly ConfidenceItem[]): Map<string, ConfidenceItem> {
	return new Map(items.map((item) => [item.id, item]))
}
