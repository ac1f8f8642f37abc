import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import type { EventOrder } from './order.js'

/**
 * Something that a ledger tells of an account which moves no value by itself. `frozen`, `released`: the issuer of an asset
 * forbids or allows again that the account sends it. `destroyed`: the issuer took what the account had of it.
 * `poolDeposit`, `poolWithdrawal`: a contract that calls itself a mixing pool took a note, or paid one out to the account.
 * `created`: a call made the account's contract.
 */
export const noticeSchema = z.strictObject({
	/** As a transfer's id. */
	id: z.string(),
	kind: z.enum(['frozen', 'released', 'destroyed', 'poolDeposit', 'poolWithdrawal', 'created']),
	/** Whom it is about; null where it names nobody. */
	account: z.nullable(z.string()),
	/** The contract that says so; of a creation, who made it. */
	by: z.string(),
	order: z.readonly(z.tuple([z.number(), z.number(), z.number()])) as z.ZodMiniType<EventOrder>,
	/** What is frozen or destroyed. */
	asset: z.optional(z.string()),
	/** Base units: what was destroyed; of a withdrawal, the fee kept from the note. */
	amount: z.optional(amountSchema),
	/** Number of the deposit in its pool, from 0. */
	leaf: z.optional(z.int()),
})
export type Notice = z.output<typeof noticeSchema>
