import * as z from 'zod/mini'
import { openObject } from './openObject.js'

/** What one whole unit of an asset was worth at a moment, as somebody says. */
export const priceSchema = openObject({
	/** CAIP-19. */
	asset: z.string(),
	/** Unix seconds. */
	at: z.int(),
	/** Exact decimal text, in the currency of the list. */
	price: z.string(),
	source: z.string(),
	/** Base units of the asset in a whole unit, as a power of ten. */
	decimals: z.int(),
})
export type Price = z.output<typeof priceSchema>
