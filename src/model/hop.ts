import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { bridgeEvidenceSchema } from './bridgeLeg.js'
import { openObject } from './openObject.js'

/** What a paying ledger held: its balance, and how much of that is seed money of all seeds together. Base units. */
export const holdingSchema = openObject({ balance: amountSchema, taint: amountSchema })
export type Holding = z.output<typeof holdingSchema>

const step = {
	chain: z.string(),
	tx: z.string(),
	/** Id of the transfer; Bitcoin: of the created output. */
	transfer: z.string(),
	/** Place of the transfer in its transaction: a table's row, a log index; Bitcoin: the output number. */
	index: z.union([z.int(), z.string()]),
	height: z.nullable(z.int()),
	/** Unix seconds. */
	at: z.int(),
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	asset: z.string(),
	/** What the ledger shows. */
	amount: amountSchema,
	/** What the rule allots of it to all seeds together: an opinion, not a fact. */
	taint: amountSchema,
	/** Holding of the paying ledger before, what entered it with this very event, and after: before + entered - (amount, taint). */
	before: holdingSchema,
	entered: holdingSchema,
	after: holdingSchema,
	evidence: z.array(z.string()),
}

/** A step of a folded peel chain: what went on from it, and what was peeled off, with what the rule allots. Base units. */
const foldedSchema = openObject({
	tx: z.string(),
	/** The output that the chain goes on with. */
	transfer: z.string(),
	height: z.nullable(z.int()),
	/** Unix seconds. */
	at: z.int(),
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	amount: amountSchema,
	taint: amountSchema,
	peels: z.array(openObject({ transfer: z.string(), account: z.string(), amount: amountSchema, taint: amountSchema })),
})
export type FoldedStep = z.output<typeof foldedSchema>

const sum = { asset: z.string(), amount: amountSchema }

/** An exchange inside a transaction, as its transfers show it on balance. */
export const conversionSchema = openObject({
	/** What ids of its steps begin with: `<chain>/<txid>#swap:<number>` or `#wrap:<number>`. */
	id: z.string(),
	payer: z.string(),
	/** With what the rule allots of each to all seeds together. */
	given: z.array(openObject({ ...sum, taint: amountSchema })),
	received: z.array(openObject({ to: z.string(), ...sum, taint: amountSchema })),
	/** Contracts that took the one and gave the other. */
	through: z.array(z.string()),
	/** The transfers that it was made by, in code-unit order. */
	via: z.array(z.string()),
	/** Events of exchange protocols that say so. */
	told: z.array(openObject({ id: z.string(), protocol: z.string() })),
	/** True where events tell of it and each comes from a contract known as the protocol's own: any contract can emit any event. */
	verified: z.boolean(),
})

const exchanged = {
	/** What of the conversion this step is: of what was given, `asset`, `amount` and the ledger's arithmetic stand above. */
	received: openObject({ ...sum, taint: amountSchema }),
	conversion: conversionSchema,
}

/** How value came over a bridge: the payment that went in, and what joins the two. */
const passage = {
	protocol: z.string(),
	basis: bridgeEvidenceSchema,
	/** How many equal passages there were, told apart only by their order; 1 where it alone fits. */
	equals: z.int(),
	/** How far the registry's row of the protocol was checked: `pair` or `contract`. */
	verified: z.string(),
	/** What went in, on its own chain and in its own asset. */
	source: openObject({
		chain: z.string(),
		tx: z.string(),
		transfer: z.string(),
		at: z.int(),
		asset: z.nullable(z.string()),
		amount: z.nullable(amountSchema),
	}),
}

/**
 * One step of a flow. `transfer`: on an account ledger; with `via` it is what these transfers of one transaction, one after
 * the other, come to. `swap`: an account gave one asset and another asset came back, for it or for others; `wrap`: the same,
 * one to one, between the chain's coin and a token of it. `spend`: an output created by a Bitcoin transaction. `bridge`: what a
 * bridge or swapper paid out, on this chain, of what went in by `source`. `peel`:
 * several spends along a peel chain as one, from what the first spends to what the last keeps; `before` is of the first,
 * `entered` what other inputs added on the way, `after` what left by peels and fees.
 */
export const hopSchema = z.discriminatedUnion('kind', [
	openObject({ kind: z.literal('transfer'), ...step, via: z.optional(z.array(z.string())) }),
	openObject({ kind: z.literal('swap'), ...step, ...exchanged }),
	openObject({ kind: z.literal('wrap'), ...step, ...exchanged }),
	openObject({ kind: z.literal('spend'), ...step }),
	openObject({ kind: z.literal('bridge'), ...step, ...passage }),
	openObject({ kind: z.literal('peel'), ...step, folded: z.array(foldedSchema) }),
])
export type Hop = z.output<typeof hopSchema>
export type PeelHop = Extract<Hop, { kind: 'peel' }>
export type ExchangeHop = Extract<Hop, { kind: 'swap' | 'wrap' }>
export type BridgeHop = Extract<Hop, { kind: 'bridge' }>
export type SpendHop = Extract<Hop, { kind: 'spend' }>
