/** Orders two strings by UTF-16 code units, the same under every locale (never `localeCompare`). */
export function compareText(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0
}

export function compareBigint(a: bigint, b: bigint): number {
	return a < b ? -1 : a > b ? 1 : 0
}

/**
 * Place of an event on its chain: [height or unix seconds, transaction index or -1, rank inside that transaction or
 * height]. Which clock a chain runs on is the source's to say (`ChainClock`); the two never mix on one chain.
 */
export type EventOrder = readonly [clock: number, txIndex: number, rank: number]

export function compareOrder(a: EventOrder, b: EventOrder): number {
	return a[0] - b[0] || a[1] - b[1] || a[2] - b[2]
}

/** Event order with the identifier as the last word, so that the order is total. */
export function compareEvents(
	a: { readonly order: EventOrder; readonly id: string },
	b: { readonly order: EventOrder; readonly id: string },
): number {
	return compareOrder(a.order, b.order) || compareText(a.id, b.id)
}
