import type { EventValues } from './eventValues.js'

/** Another event of the same transaction. */
export interface BesideEvent {
	/** Who tells it: a bare address. */
	readonly contract: string
	/** Place among the logs of the block. */
	readonly log: number
	readonly values: EventValues
}

/** Where an event stands, and what else its transaction tells. */
export interface EventPlace {
	/** CAIP-2 id. */
	readonly chain: string
	/** Transaction hash, lower case, with 0x. */
	readonly txid: string
	/** Null where the source does not tell it. */
	readonly blockHash: string | null
	/** Null where the source does not tell it. */
	readonly height: number | null
	/** Place of the transaction in its block, from 0; null where the source does not tell it. */
	readonly index: number | null
	/** Who tells it: a bare address; null for what no contract tells. */
	readonly contract: string | null
	/** Place among the logs of the block; null for what no event tells. */
	readonly log: number | null
	/** Place among the logs of its own transaction, from 0; null for what no event tells. */
	readonly turn: number | null
	/** Who sent the transaction: a bare address; null where it is not told. */
	readonly sent: string | null
	/** Events that the row lists as `beside` under this name, in order of their places. */
	readonly beside: (name: string) => readonly BesideEvent[]
	/** The values of the transaction's own call, where the row lists it under this name and it goes to the protocol. */
	readonly asked: (name: string) => EventValues | null
}
