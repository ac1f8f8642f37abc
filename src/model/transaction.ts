import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { bridgeLegSchema } from './bridgeLeg.js'
import { noticeSchema } from './notice.js'
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
	/** True for what a transaction costs its sender: it goes to nobody and is counted as a fee, not as a burn. */
	fee: z.optional(z.boolean()),
	/** True for what the issuer of an asset destroyed: it goes to nobody and ends as frozen, not as a burn. */
	destroyed: z.optional(z.boolean()),
	/**
	 * True where the token itself changes a balance: from nobody it is a gain, clean value; to nobody a loss, which takes
	 * the same share of everything that the account holds, whatever the rule.
	 */
	rebase: z.optional(z.boolean()),
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

/**
 * Why something that a ledger tells like a transfer is none. `nonFungible`: a single item (ERC-721). `zeroValue`: it moves
 * nothing. `malformed`: a transfer event whose parts do not fit its standard. `unknownStandard`: the source does not tell
 * whether the number is an amount or an item. `foreignBridge`: an event of a bridge that a contract tells which is none of
 * that bridge. `lookAlike`: next to nothing, in the name of an address that looks like one which the recipient dealt with.
 */
export const setAsideReasonSchema = z.enum([
	'nonFungible',
	'zeroValue',
	'malformed',
	'unknownStandard',
	'foreignBridge',
	'lookAlike',
])
export type SetAsideReason = z.output<typeof setAsideReasonSchema>

/** Something told like a transfer that moves no fungible value: kept as a fact, never an edge, a balance or a loose end. */
export const setAsideSchema = z.strictObject({
	/** As a transfer's id. */
	id: z.string(),
	reason: setAsideReasonSchema,
	/** Null where the ledger does not tell them in a readable form. */
	from: z.nullable(z.string()),
	to: z.nullable(z.string()),
	/** The contract's asset, with the item where it names one; `<chain>/contract:<address>` where its kind is not known. */
	asset: z.string(),
})
export type SetAside = z.output<typeof setAsideSchema>

const sideSchema = z.strictObject({ asset: z.string(), amount: amountSchema })

/**
 * What an exchange protocol says in a transaction that it exchanged, or took into a pool or gave out of one. It corroborates;
 * the transfers are the facts.
 */
export const tradeSchema = z.strictObject({
	/** As a transfer's id. */
	id: z.string(),
	protocol: z.string(),
	/** The contract that says so. */
	at: z.string(),
	/** Whether that contract is known as the protocol's own; otherwise anyone can have made it. */
	verified: z.boolean(),
	/** Who traded, what they gave and what they got: null where it is not told. */
	owner: z.nullable(z.string()),
	given: z.nullable(sideSchema),
	received: z.nullable(sideSchema),
})
export type Trade = z.output<typeof tradeSchema>

/** A transaction of an account ledger: the transfers it made. */
export const accountTransactionSchema = z.strictObject({
	kind: z.literal('account'),
	...header,
	transfers: z.array(transferSchema),
	/** In code-unit order of ids; left out where there is nothing. */
	setAside: z.optional(z.array(setAsideSchema)),
	/** What it tells of bridges; left out where that is nothing, or the source tells no events. */
	legs: z.optional(z.array(bridgeLegSchema)),
	/** What it tells of accounts beside transfers, in order of events; left out where there is nothing. */
	notices: z.optional(z.array(noticeSchema)),
	/** In order of events; left out where there is nothing. */
	trades: z.optional(z.array(tradeSchema)),
	/**
	 * What the source tells of the inside of the transaction, so that it can be netted: its events, or events and internal
	 * calls (`whole`). Left out where it tells rows and no more.
	 */
	inside: z.optional(z.enum(['events', 'whole'])),
	/** The contract that it sent coin without call data, and that passed on all of it in this very transaction. */
	forwarder: z.optional(z.string()),
})
export type AccountTransaction = z.output<typeof accountTransactionSchema>

/**
 * What kind of output script it is, by form alone. `witness` is a witness program of another version or length than
 * those named, `multisig` one without a script hash around it. Source: the templates of Bitcoin Core's `Solver`.
 */
export const scriptTypeSchema = z.enum([
	'p2pk',
	'p2pkh',
	'p2sh',
	'p2wpkh',
	'p2wsh',
	'p2tr',
	'multisig',
	'nulldata',
	'witness',
	'nonstandard',
	'empty',
])
export type ScriptType = z.output<typeof scriptTypeSchema>

/** A 32-bit field of a transaction. */
const uint32 = z.int().check(z.minimum(0), z.maximum(0xffffffff))

export const utxoInputSchema = z.strictObject({
	/** The output it spends; null for a coinbase input. */
	spends: z.nullable(z.string()),
	/** Paying account and value in base units; null where the previous output is not known to the source. */
	account: z.nullable(z.string()),
	amount: z.nullable(amountSchema),
	/** As in `UtxoOutput`. */
	sameKeyAs: z.optional(z.string()),
	/** Type of the script of the output it spends. This and what follows is left out where the source does not tell it. */
	scriptType: z.optional(scriptTypeSchema),
	/** nSequence. */
	sequence: z.optional(uint32),
	/** Whether it carries witness data. */
	segwit: z.optional(z.boolean()),
	/** DER signatures it shows, and how many of them have an R of at most 32 bytes (`low R`); Schnorr ones do not count. */
	signatures: z.optional(z.strictObject({ count: z.int(), lowR: z.int() })),
	/** Whether every public key it shows is compressed; left out where it shows none. */
	compressedKey: z.optional(z.boolean()),
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
	scriptType: z.optional(scriptTypeSchema),
	/**
	 * What an OP_RETURN output says, hex: its pushes one after the other, or all that follows the opcode where that is
	 * not pushes alone.
	 */
	data: z.optional(z.string()),
})
export type UtxoOutput = z.output<typeof utxoOutputSchema>

/** What a transaction leaves to the coinbase of its block, in base units; null where not all that it spends is known. */
const blockFeeSchema = z.strictObject({ transaction: z.string(), amount: z.nullable(amountSchema) })
export type BlockFee = z.output<typeof blockFeeSchema>

/** A transaction of an output ledger. `order` is [height, place in block, 0]. */
export const utxoTransactionSchema = z.strictObject({
	kind: z.literal('utxo'),
	...header,
	order,
	coinbase: z.boolean(),
	/** Version field, unsigned. This and the next two are left out where the source does not tell them. */
	version: z.optional(uint32),
	/** nLockTime. */
	locktime: z.optional(uint32),
	/** Virtual size in vbytes: a quarter of the weight, rounded up. Source: BIP-141. */
	vsize: z.optional(z.int().check(z.minimum(1))),
	inputs: z.array(utxoInputSchema),
	outputs: z.array(utxoOutputSchema),
	/** Of a coinbase that was asked for as one: the fees of all other transactions of its block, in block order. */
	blockFees: z.optional(z.array(blockFeeSchema)),
})
export type UtxoTransaction = z.output<typeof utxoTransactionSchema>

export const transactionSchema = z.discriminatedUnion('kind', [accountTransactionSchema, utxoTransactionSchema])
export type Transaction = UtxoTransaction | AccountTransaction
