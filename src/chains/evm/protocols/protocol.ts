/** Where a value stands in an event: topic 1 to 3, or word 0 and on of its data. */
export type EventPlace = { readonly topic: number } | { readonly word: number }

/** What one side of a trade gave: places of the asset's contract and of the amount. */
export interface TradeSide {
	readonly asset: EventPlace
	readonly amount: EventPlace
}

/** An event by which a protocol says that it exchanged something, or took it into a pool or gave it out of one. */
export interface TradeEvent {
	readonly signature: string
	/** Keccak-256 of the signature. */
	readonly topic: string
	/** How many topics it has, the first included: the same signature can be indexed otherwise elsewhere. */
	readonly topics: number
	/** How many words of data it has at least. */
	readonly words: number
	/** Who traded, where the event tells. */
	readonly owner?: EventPlace
	/** What the owner gave and got, where the event tells assets and amounts. */
	readonly given?: TradeSide
	readonly received?: TradeSide
}

/** An exchange protocol, as data. */
export interface Protocol {
	readonly id: string
	/** Where the signatures come from. */
	readonly source: string
	readonly events: readonly TradeEvent[]
	/**
	 * Its contracts by CAIP-2 chain id: an event of another contract is not the protocol's. Null where anyone can make a
	 * pool, so that an event proves a pool of this form and no more.
	 */
	readonly contracts: Readonly<Record<string, readonly string[]>> | null
}
