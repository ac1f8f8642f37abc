import * as z from 'zod/mini'
import { cardFiguresSchema } from './cardFigures.js'

const { id: _, ...figures } = cardFiguresSchema.shape

/** How well one heuristic does, on which data, and where it is known to fail. */
export const heuristicCardSchema = z.strictObject({
	card: z.literal('fundtrail.card/1'),
	heuristic: z.string(),
	version: z.string(),
	claim: z.string(),
	...figures,
	/** Cases of known truth that it could not judge. */
	unknown: z.int(),
	/** What was counted, and as what. */
	population: z.string(),
	/** Files of known truth, by name, with the digest of their unpacked bytes. */
	data: z.array(z.strictObject({ name: z.string(), sha256: z.string(), cases: z.int() })),
	/** Cases known to fool it or to be missed by it. */
	failures: z.array(z.string()),
})
export type HeuristicCard = z.output<typeof heuristicCardSchema>
