import * as z from 'zod/mini'
import { MAX_SATS } from '../blocks/decodeBlock.js'

const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const hex = z.string().check(z.regex(/^(?:[0-9a-f]{2})*$/))
const uint32 = z.int().check(z.minimum(0), z.maximum(0xffffffff))
const height = z.int().check(z.minimum(0), z.maximum(0x7fffffff))
const sats = z.int().check(z.minimum(0), z.maximum(MAX_SATS))

/** What an Esplora server answers, as far as it is read: fields beyond these are let be. Source: Blockstream's `API.md`. */
const output = z.object({ scriptpubkey: hex, value: sats })

export const statusSchema = z.union([
	/** Copies of replies that others kept may lack the hash. */
	z.object({ confirmed: z.literal(true), block_height: height, block_hash: z.optional(hash), block_time: uint32 }),
	z.object({ confirmed: z.literal(false) }),
])

export const transactionReply = z.object({
	txid: hash,
	/** Older servers write it with a sign. */
	version: z.int().check(z.minimum(-0x80000000), z.maximum(0xffffffff)),
	locktime: uint32,
	vin: z
		.array(
			z.object({
				txid: hash,
				vout: uint32,
				prevout: z.nullish(output),
				scriptsig: z.optional(hex),
				witness: z.optional(z.array(hex)),
				is_coinbase: z.boolean(),
				sequence: uint32,
			}),
		)
		.check(z.minLength(1)),
	vout: z.array(output).check(z.minLength(1)),
	status: statusSchema,
})
export type EsploraTransaction = z.output<typeof transactionReply>

export const pageReply = z.array(transactionReply)

/** Whether and by whom each output of a transaction is spent. */
export const outspendsReply = z.array(
	z.union([
		z.object({ spent: z.literal(true), txid: hash, vin: uint32, status: statusSchema }),
		z.object({ spent: z.literal(false) }),
	]),
)

/** How much an address or script did; of this only the count of transactions is read. */
export const statsReply = z.object({ chain_stats: z.object({ tx_count: z.int().check(z.minimum(0)) }) })

/** Where a transaction stands in its block. */
export const placeReply = z.object({ block_height: height, pos: uint32 })

export const blockReply = z.object({ id: hash, height, timestamp: uint32 })
