import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { attributionSchema } from './claims.js'
import { openObject } from './openObject.js'

/** A labelled account that value of a seed can have come to behind a mix. Never an endpoint, never ranked. */
export const leadSchema = openObject({
	seed: z.string(),
	seedAsset: z.string(),
	at: z.string(),
	account: z.string(),
	entity: z.nullable(z.string()),
	category: z.nullable(z.string()),
	attributions: z.array(attributionSchema),
	asset: z.string(),
	lower: amountSchema,
	upper: amountSchema,
	/** The mix that the shortest way goes out from, and the outputs on it from there on. */
	mix: z.string(),
	transfers: z.array(z.string()),
	/** Unix seconds. */
	arrivedAt: z.int(),
})
export type Lead = z.output<typeof leadSchema>
