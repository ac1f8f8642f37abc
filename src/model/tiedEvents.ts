import type { EventOrder } from './order.js'

/** An event and what its source tells of its place. */
export interface Placed {
	readonly order: EventOrder
	/** As in a transfer. */
	readonly orderTold: boolean
}

/**
 * Events, given in order, in groups of which nothing tells the order inside: rows that one source does not order, and what
 * several sources tell of one block where one of them does not know the place in the block.
 */
export function tiedEvents<Event>(events: readonly Event[], placeOf: (event: Event) => Placed): Event[][] {
	return groupsBy(events, (event) => placeOf(event).order[0]).flatMap((block) => {
		if (block.length === 1) return [block]
		// A source that tells no place in the block vouches at most for the order of its own rows.
		if (block.some((event) => isPlaceless(placeOf(event).order))) return [block]
		return groupsBy(block, (event) => placeOf(event).order[1]).flatMap((transaction) =>
			transaction.every((event) => placeOf(event).orderTold) ? transaction.map((event) => [event]) : [transaction],
		)
	})
}

/** Whether the place in the block is not told, also where time is turned round and all signs with it. */
const isPlaceless = ([clock, txIndex]: EventOrder): boolean => (clock < 0 ? txIndex > 0 : txIndex < 0)

/** Neighbours that are alike. */
function groupsBy<Event>(events: readonly Event[], keyOf: (event: Event) => number): Event[][] {
	const groups: Event[][] = []
	let last: number | undefined
	for (const event of events) {
		const key = keyOf(event)
		if (last === key) groups.at(-1)?.push(event)
		else groups.push([event])
		last = key
	}
	return groups
}
