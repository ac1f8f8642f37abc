import * as z from 'zod/mini'
import { cardFiguresSchema } from './cardFigures.js'
import { gradeSchema } from './grade.js'
import { openObject } from './openObject.js'

/** A structural finding: what a heuristic or a ledger computation says, with the transactions it rests on. */
export const evidenceSchema = openObject({
	id: z.string(),
	/** Kind of claim, e.g. `sameControl`, `mix`, `sameKey`, `opening`. */
	claim: z.string(),
	heuristic: openObject({
		id: z.string(),
		version: z.string(),
		params: z.record(z.string(), z.string()),
		/** How well it was measured to do; null where it was not measured, or there is nothing to measure. */
		card: z.nullable(cardFiguresSchema),
	}),
	/** Uncalibrated, so a grade. What only reads or adds up the ledger is `high`. */
	confidence: gradeSchema,
	transactions: z.array(z.string()),
	note: z.string(),
})
export type Evidence = z.output<typeof evidenceSchema>

/** What a third party says about an account. Never a fact, never a structural finding. */
export const attributionSchema = openObject({
	account: z.string(),
	/** The third party's own words. */
	label: z.string(),
	/** INTERPOL taxonomy term (or our `instant_swapper`, `custody`, `payment_processor`, `atm`); null where none is given. */
	category: z.nullable(z.string()),
	/** Actor id, or the label's text where no loaded actor list knows it. */
	entity: z.string(),
	source: z.string(),
	/** Date of the claim, `YYYY-MM-DD`; null where the pack gives none. */
	date: z.nullable(z.string()),
	/** The pack's own grade, e.g. a TagPack confidence id; null where none is given. */
	confidence: z.nullable(z.string()),
	/** Title or place in the case of the pack it came in. */
	pack: z.string(),
})
export type Attribution = z.output<typeof attributionSchema>

/** Accounts judged to be under one control, with the evidence that joined them. */
export const entitySchema = openObject({
	id: z.string(),
	accounts: z.array(z.string()),
	evidence: z.array(z.string()),
})
export type Entity = z.output<typeof entitySchema>
