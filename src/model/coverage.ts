import * as z from 'zod/mini'
import { openObject } from './openObject.js'

export const coverageReasonSchema = z.enum([
	'C_WINDOW',
	'C_HUB',
	'C_DISAGREE',
	'C_NO_TRACES',
	'C_NO_RECEIPTS',
	'C_LABEL_CONFLICT',
	'C_NOT_FETCHED',
	'C_ABORTED',
])
export type CoverageReason = z.output<typeof coverageReasonSchema>

/** One query and how completely it was answered. An error is never an empty list. */
export const coverageSchema = openObject({
	subject: openObject({
		chain: z.string(),
		account: z.optional(z.string()),
		output: z.optional(z.string()),
		transaction: z.optional(z.string()),
	}),
	kind: z.enum(['transfers', 'utxo']),
	/** First and last place asked for, as `height` or unix `seconds`; null is open. */
	range: openObject({
		clock: z.enum(['height', 'time']),
		from: z.nullable(z.number()),
		to: z.nullable(z.number()),
	}),
	status: z.enum(['complete', 'incomplete', 'unavailable']),
	reasons: z.array(coverageReasonSchema),
	/** Who vouches: a hash proves it, k of n sources agree, one source says so, or it is inferred. */
	assurance: z.string(),
	evidence: z.array(z.string()),
})
export type Coverage = z.output<typeof coverageSchema>

/** Whether a file or node says it holds everything (`complete`) or a part (`excerpt`). */
export const scopeSchema = z.enum(['complete', 'excerpt'])
export type Scope = z.output<typeof scopeSchema>

/** What a chain's events are ordered by: block height, or time where heights are not known for every row. */
export type ChainClock = 'height' | 'time'
