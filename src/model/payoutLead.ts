import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { gradeSchema } from './grade.js'
import { openObject } from './openObject.js'

/**
 * Where value may have come out that went into a bridge without an identifier, or into an instant swapper. A possibility:
 * never an endpoint, never ranked, and it carries no value.
 */
export const payoutLeadSchema = openObject({
	kind: z.enum(['bridge', 'swapper']),
	/** The transfer (Bitcoin: output) that paid in. */
	paid: z.string(),
	/** Who was paid: the bridge's contract, or the deposit address. */
	account: z.string(),
	/** Of a swapper; null where labels name none. */
	entity: z.nullable(z.string()),
	/** Of a bridge: id of its row of the registry. */
	protocol: z.nullable(z.string()),
	asset: z.string(),
	/** All that the transfer paid in, base units. */
	amount: amountSchema,
	/** Unix seconds. */
	paidAt: z.int(),
	/** Where the pay-out is asked for; null where the ledger does not tell. */
	chain: z.nullable(z.string()),
	receiver: z.nullable(z.string()),
	/** Within which the pay-out is expected, unix seconds. */
	window: openObject({ from: z.int(), to: z.int() }),
	/** What is expected where it is paid out in the same asset, base units; at which rate it changes is on no ledger. */
	expected: openObject({ least: amountSchema, most: amountSchema }),
	/** The same in other assets of which prices tell the rate; left out where there are none. */
	expectedIn: z.optional(z.array(openObject({ asset: z.string(), least: amountSchema, most: amountSchema }))),
	/** Best first. */
	candidates: z.array(
		openObject({
			/** The transfer or output that pays out; the event that tells it where none carries it. */
			transfer: z.string(),
			account: z.nullable(z.string()),
			asset: z.nullable(z.string()),
			amount: z.nullable(amountSchema),
			at: z.int(),
			/** `timeAndAmount`: nothing else speaks for it; else why what the protocol says of both sides makes no pair. */
			why: z.enum(['timeAndAmount', 'amount', 'chain', 'receiver', 'clock', 'several', 'unverified']),
			confidence: gradeSchema,
		}),
	),
	/** Payments that were looked at, those that cannot be it included. */
	lookedAt: z.int(),
	/** Whether the first candidate stands alone: the second scores less than 0.8 of it. */
	standsAlone: z.boolean(),
})
export type PayoutLead = z.output<typeof payoutLeadSchema>
