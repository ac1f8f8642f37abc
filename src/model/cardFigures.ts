import * as z from 'zod/mini'
import { openObject } from './openObject.js'

/** A share counted on cases of known truth, with its Wilson interval at 95 %; all three to 6 decimals. */
export const proportionSchema = openObject({
	hits: z.int(),
	of: z.int(),
	value: z.number(),
	low: z.number(),
	high: z.number(),
})
export type Proportion = z.output<typeof proportionSchema>

/** What is measured of the heuristic that made a claim. Null where the data hold no cases that could tell. */
export const cardFiguresSchema = openObject({
	/** The heuristic's id and version, `joinMarket/1`. */
	id: z.string(),
	/** Day of the measurement, `YYYY-MM-DD`. */
	measuredOn: z.string().check(z.regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)),
	/** Of what was found, how much is true. */
	precision: z.nullable(proportionSchema),
	/** Of what is true, how much was found. */
	recall: z.nullable(proportionSchema),
	/** Of what was found, how much is false. */
	falseDiscovery: z.nullable(proportionSchema),
	/** Of what is false, how much was found. */
	falsePositives: z.nullable(proportionSchema),
})
export type CardFigures = z.output<typeof cardFiguresSchema>
