import * as z from 'zod/mini'
import { amountSchema } from './amount.js'
import { openObject } from './openObject.js'

const PEEL_ENDS = [
	'noSpenderRead',
	'endpoint',
	'mix',
	'consolidation',
	'shapeBreak',
	'fingerprintBreak',
	'ambiguous',
] as const
/** Why a peel chain goes no further in what was read. */
export type PeelEnd = (typeof PEEL_ENDS)[number]

/** One wallet paying small parts out of one sum, step after step. A pattern: payroll and withdrawals look the same. */
export const peelChainSchema = openObject({
	id: z.string(),
	/** In order. */
	transactions: z.array(z.string()),
	/** What the first step spends; what it pays out where it has an input of unknown value. Base units. */
	startValue: amountSchema,
	/** The output that the last step keeps; null where it is not clear which. */
	end: z.nullable(openObject({ output: z.string(), account: z.string(), amount: amountSchema })),
	/** Why it goes no further in what was read. */
	endReason: z.enum(PEEL_ENDS),
	/** True where most steps keep the rest at the paying account itself, as the wallets of services do. */
	reusesChange: z.boolean(),
	/** True where the pattern is one of those that `indicators` names. */
	flagged: z.boolean(),
	/** Seconds between steps. */
	gaps: openObject({ least: z.int(), median: z.int(), most: z.int() }),
	/** Habits of the wallet that every step tells alike; empty where the source tells none. */
	habits: z.record(z.string(), z.string()),
	/** Outputs peeled off, in order, each with what the rules allot to it. Base units. */
	peels: z.array(
		openObject({
			output: z.string(),
			account: z.string(),
			entity: z.nullable(z.string()),
			category: z.nullable(z.string()),
			amount: amountSchema,
			taint: z.record(z.string(), amountSchema),
		}),
	),
})
export type PeelChainRow = z.output<typeof peelChainSchema>
