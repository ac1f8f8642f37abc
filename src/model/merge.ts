import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { openObject } from './openObject.js'

/**
 * Several outputs of mixes spent together: one party, by that sign, had all of them, so it put at least that much into
 * each of these mixes.
 */
export const mergeSchema = openObject({
	transaction: z.string(),
	mixes: z.array(z.string()),
	outputs: z.array(z.string()),
	amount: amountSchema,
	/**
	 * Payers of all these mixes, each as its accounts, that put in enough for what is merged of each mix; empty where only
	 * several together did.
	 */
	candidates: z.array(z.array(z.string())),
	/** What the candidates rest on. */
	note: z.string(),
	/** Seeds whose value one of the candidates brought in. */
	seeds: z.array(z.string()),
})
export type Merge = z.output<typeof mergeSchema>
