import * as z from 'zod/mini'
import { amountSchema } from './amount.js'

/**
 * `source`: value goes into a bridge or swapper; `destination`: it is paid out on another chain; `refund`: it is paid back
 * where it came from; `failure`: the pay-out was tried and failed; `relay`: the protocol goes on with it under another key.
 */
export const bridgeSideSchema = z.enum(['source', 'destination', 'refund', 'failure', 'relay'])
export type BridgeSide = z.output<typeof bridgeSideSchema>

/**
 * What a join by this key rests on. `identifier`: a number or hash that both sides state; `derived`: a hash of what the
 * other side states; `memo`: a text that names the other transaction; `arguments`: everything that both sides state, without
 * an identifier.
 */
export const bridgeEvidenceSchema = z.enum(['identifier', 'derived', 'memo', 'arguments'])
export type BridgeEvidence = z.output<typeof bridgeEvidenceSchema>

/** One side of a passage over a bridge, as a transaction tells it. What the protocol does not tell on this side is null. */
export const bridgeLegSchema = z.strictObject({
	/** `<chain>/<txid>#log:5`, `#input`, `#memo`; unique. */
	id: z.string(),
	side: bridgeSideSchema,
	/** Id of the row of the registry, e.g. `celer/pool`. */
	protocol: z.string(),
	/** What both sides state or give alike, lower case; null where this side states none. */
	key: z.nullable(z.string()),
	/** Of a relay: the key under which it is known from here on. */
	onward: z.optional(z.string()),
	evidence: bridgeEvidenceSchema,
	chain: z.string(),
	transaction: z.string(),
	blockHash: z.optional(z.string()),
	/** Block time, unix seconds UTC. */
	atSeconds: z.int(),
	/** Place of what carries the value on its chain, as of a transfer; null where that is not known. */
	order: z.nullable(z.readonly(z.tuple([z.number(), z.number(), z.number()]))),
	/** CAIP-2 id of the other chain, or `<protocol>:<its own number>` where no such id is known; null where it is not told. */
	peer: z.nullable(z.string()),
	/** The contract that tells it, as an account; null on an output ledger. */
	contract: z.nullable(z.string()),
	/** Accounts. On the other chain where the protocol says so. */
	sender: z.nullable(z.string()),
	receiver: z.nullable(z.string()),
	asset: z.nullable(z.string()),
	/** Base units of the asset. */
	amount: z.nullable(amountSchema),
	/** What this side says that the bridge keeps of it, in the same unit, where it says so. */
	fee: z.optional(amountSchema),
	/** The same in decimals of the bridge's own, where it counts so: what it took in (null where it is paid out), what it pays. */
	counted: z.optional(z.strictObject({ taken: z.nullable(amountSchema), paid: amountSchema })),
	/** Transaction of the other chain that goes on with it, where this side tells which: its id. */
	next: z.optional(z.string()),
	/** What the source asks to be paid out, where it states so. */
	wanted: z.optional(z.strictObject({ asset: z.nullable(z.string()), amount: z.nullable(amountSchema) })),
	/** The transfer or output that carries the value; null where none of the transaction fits. */
	transfer: z.nullable(z.string()),
})
export type BridgeLeg = z.output<typeof bridgeLegSchema>
