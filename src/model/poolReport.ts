import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { attributionSchema } from './claims.js'
import { gradeSchema } from './grade.js'
import { openObject } from './openObject.js'

/** A withdrawal that may be of a note which value of a seed bought. Never a statement that it is, and no amount. */
const poolLeadSchema = openObject({
	/** Id of the rule that ties them. */
	rule: z.string(),
	pool: z.string(),
	/** Event of the withdrawal, and whom it paid. */
	withdrawal: z.string(),
	account: z.string(),
	entity: z.nullable(z.string()),
	category: z.nullable(z.string()),
	attributions: z.array(attributionSchema),
	/** Unix seconds. */
	paidAt: z.int(),
	/** Seeds whose value bought one of the notes that it may be of, and the events of those deposits. */
	seeds: z.array(z.string()),
	deposits: z.array(z.string()),
	/** Deposits of others that it may be of as well. */
	otherDeposits: z.int(),
	/** Notes among which it hides, of those that were read. */
	anonymitySet: z.int(),
	confidence: gradeSchema,
	/** How often chance ties as many withdrawals by this rule. */
	pValue: z.number(),
	/** Rules that make no lead by themselves and tie the same. */
	corroboratedBy: z.array(z.string()),
})

/**
 * Under `mix: 'set'`: what was read of the mixing pools that value entered, what the published rules tie there, and how well
 * chance does the same.
 */
export const poolReportSchema = openObject({
	pools: z.array(
		openObject({
			account: z.string(),
			asset: z.string(),
			/** What a note is worth. */
			note: amountSchema,
			/** Events that were read. */
			deposits: z.int(),
			withdrawals: z.int(),
			/** Notes put in before the first deposit that was read; null where none was, or it does not say. */
			depositsBefore: z.nullable(z.int()),
		}),
	),
	rules: z.array(
		openObject({
			rule: z.string(),
			/** What was published of its worth. */
			published: z.string(),
			/** What it rests on and was not told; then it says nothing. */
			missing: z.array(z.string()),
			/** Withdrawals that it ties to deposits, whoever made these. */
			linked: z.int(),
			/** How many on average where depositors are dealt out anew, and how often as many. */
			byChance: z.nullable(z.number()),
			pValue: z.nullable(z.number()),
		}),
	),
	/** Times that depositors were dealt out anew. */
	rounds: z.int(),
	leads: z.array(poolLeadSchema),
})
export type PoolReport = z.output<typeof poolReportSchema>
