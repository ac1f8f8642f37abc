import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { openObject } from './openObject.js'
import { stopReasonSchema } from './stop.js'

/**
 * A mix that seed value entered: what went in, and what may have come out where. Possibilities only: the amounts stand in
 * no ledger, and none is added to another.
 */
export const mixRowSchema = openObject({
	transaction: z.string(),
	/** Why value ends at the mixed outputs. */
	stop: stopReasonSchema,
	evidence: z.array(z.string()),
	/** Ways to read the transaction as payments side by side, and log2 of them; null where they cannot be counted. */
	interpretations: z.nullable(amountSchema),
	entropyBits: z.nullable(z.number()),
	/** Upper bound of the entropy, whether it was counted or not; null where inputs are not known. */
	mostEntropyBits: z.nullable(z.number()),
	/** Seed value in the inputs under the primary rule. */
	entered: z.array(
		openObject({
			seed: z.string(),
			seedAsset: z.string(),
			spends: z.string(),
			account: z.nullable(z.string()),
			taint: amountSchema,
		}),
	),
	/** For each seed and mixed output how much can be there: none, or at most the lesser of both. */
	outputs: z.array(
		openObject({
			seed: z.string(),
			seedAsset: z.string(),
			output: z.string(),
			account: z.string(),
			amount: amountSchema,
			possible: z.literal(true),
			lower: amountSchema,
			upper: amountSchema,
			/** Share of the interpretations in which this output and the input stand in one block; empty where not counted. */
			links: z.array(openObject({ spends: z.string(), probability: z.nullable(z.number()) })),
		}),
	),
})
export type MixRow = z.output<typeof mixRowSchema>
