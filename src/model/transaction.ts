import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import type { EventOrder } from './order.js'

const order = z.readonly(z.tuple([z.number(), z.number(), z.number()])) as z.ZodMiniType<EventOrder>

/** A transfer: a fact on an account ledger. `from` null is issue or unknown, `to` null is burn. Amount in base units. */
export const transferSchema = z.strictObject({
	/** `<chain>/<txid>#<kind>:<place>`. */
	id: z.string(),
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	asset: z.string(),
	amount: amountSchema,
	order,
	/** False where the source does not tell the place of this row among those of its height or transaction. */
	orderTold: z.boolean(),
	/** Columns of a table beyond the named ones. */
	extra: z.optional(z.record(z.string(), z.string())),
})
export type Transfer = z.output<typeof transferSchema>

/** Header fields that every transaction has. `height` null where the source does not know it. */
const header = {
	/** `<chain>/<txid>`. */
	id: z.string(),
	chain: z.string(),
	txid: z.string(),
	height: z.nullable(z.int()),
	blockHash: z.optional(z.string()),
	/** Block time, unix seconds UTC. */
	atSeconds: z.int(),
}

/** A transaction of an account ledger: the transfers it made. */
export const accountTransactionSchema = z.strictObject({
	kind: z.literal('account'),
	...header,
	transfers: z.array(transferSchema),
})
export type AccountTransaction = z.output<typeof accountTransactionSchema>

export const utxoInputSchema = z.strictObject({
	/** The output it spends; null for a coinbase input. */
	spends: z.nullable(z.string()),
	/** Paying account and value in base units; null where the previous output is not known to the source. */
	account: z.nullable(z.string()),
	amount: z.nullable(amountSchema),
	/** As in `UtxoOutput`. */
	sameKeyAs: z.optional(z.string()),
})
export type UtxoInput = z.output<typeof utxoInputSchema>

export const utxoOutputSchema = z.strictObject({
	/** `<chain>/<txid>:<vout>`. */
	id: z.string(),
	account: z.string(),
	amount: amountSchema,
	/** True for a provably unspendable output (OP_RETURN). */
	burn: z.optional(z.boolean()),
	/** Account of the address of the same public key, for pay-to-public-key outputs. */
	sameKeyAs: z.optional(z.string()),
})
export type UtxoOutput = z.output<typeof utxoOutputSchema>

/** A transaction of an output ledger. `order` is [height, place in block, 0]. */
export const utxoTransactionSchema = z.strictObject({
	kind: z.literal('utxo'),
	...header,
	order,
	coinbase: z.boolean(),
	inputs: z.array(utxoInputSchema),
	outputs: z.array(utxoOutputSchema),
})
export type UtxoTransaction = z.output<typeof utxoTransactionSchema>

export const transactionSchema = z.discriminatedUnion('kind', [accountTransactionSchema, utxoTransactionSchema])
export type Transaction = UtxoTransaction | AccountTransaction
