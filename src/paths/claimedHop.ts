import * as z from 'zod/mini'
import type { AccountId, AssetId, TransactionId } from '../model/identifiers.js'

const text = z.nullish(z.string())
const amount = z.nullish(
	z.union([z.string(), z.bigint()], { error: 'an amount is a bigint or decimal digits as text, in base units' }),
)

/**
 * One step of a path as another tool states it. Only `tx` is needed; what is left out or null is not claimed. Further
 * fields are not read, so that the hops of our own flows are claims as they stand.
 */
export const claimedHopSchema = z.object({
	/** Chain id or alias; may be left out where `tx` carries it. */
	chain: text,
	/** `<chain>/<txid>`, or a bare transaction hash. */
	tx: z.string(),
	/** Place in the transaction: `log:5` or just `5`, a table's row, `0.1` of a call; Bitcoin: the output number. */
	index: z.nullish(z.union([z.number(), z.string()])),
	/** Paying and paid account: CAIP-10, or an address of the chain. */
	from: text,
	to: text,
	/** CAIP-19 id, `usd`, the symbol of the chain's own coin, or the contract of a token on an EVM chain. */
	asset: text,
	/** What the transfer moves, in base units. */
	amount,
	/** What of it the path claims to carry, in base units, where that is told apart. */
	part: amount,
	/** Unix seconds. */
	at: z.nullish(z.number()),
	height: z.nullish(z.number()),
})
export type ClaimedHop = Readonly<z.input<typeof claimedHopSchema>>

/** A claimed hop in canonical form; null is what is not claimed. */
export interface Claim {
	/** CAIP-2 id. */
	readonly chain: string
	readonly tx: TransactionId
	/** `5`, `log:5`, `0.1`, `tx`. */
	readonly index: string | null
	readonly from: AccountId | null
	readonly to: AccountId | null
	readonly asset: AssetId | null
	readonly amount: bigint | null
	readonly part: bigint | null
	readonly at: number | null
	readonly height: number | null
}
