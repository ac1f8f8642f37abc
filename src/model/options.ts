import * as z from 'zod'
import { InputError } from './errors.js'
import { ruleIdSchema } from './method.js'
import { momentSchema } from './moment.js'

const count = z
	.number()
	.int()
	.min(0)
	.max(2 ** 53 - 1)

const windowSchema = z.union([momentSchema, z.record(z.string(), momentSchema)])

/**
 * The options of `trace()` that are data: everything that a case file may set and that enters `configHash`.
 * Unknown names are refused, so that a misspelt option never passes in silence.
 */
export const dataOptionsSchema = z.strictObject({
	/** The primary rule, fixed before the run. */
	method: ruleIdSchema.default('fifo'),
	/** Rules computed beside it: all (but poison), a list, or none. */
	panel: z.union([z.enum(['all', 'none']), z.array(ruleIdSchema)]).default('all'),
	/** Ids of heuristics to run; by default the standard set. */
	heuristics: z.array(z.string()).optional(),
	/** Label categories ranked as endpoints. The walk stops at every custodial service and mixer whatever this says. */
	endpointCategories: z.array(z.string()).default(['exchange']),
	direction: z.enum(['forward']).default('forward'),
	/** First and last moment looked at, for all chains or per chain (CAIP-2 id or alias). */
	from: windowSchema.optional(),
	to: windowSchema.optional(),
	budget: z
		.strictObject({
			/** Most questions asked of the sources; unlimited by default. */
			lookups: count.optional(),
			/** Most steps from a seed. */
			hops: count.default(25),
			/** Least part of a seed that must reach an account for it to be followed, e.g. 0.001. */
			minShare: z.number().min(0).max(1).default(0.001),
			/** An unlabelled account with more counterparties than this is a hub and is not followed. */
			maxDegree: count.default(1000),
			/** Most seconds of searching; unlimited by default. */
			seconds: z.number().min(0).optional(),
		})
		.default({ hops: 25, minShare: 0.001, maxDegree: 1000 }),
	mix: z.enum(['stop']).default('stop'),
	feeTaint: z.enum(['sink']).default('sink'),
	sortBy: z.enum(['share']).default('share'),
})
export type DataOptions = z.output<typeof dataOptionsSchema>
export type DataOptionsInput = z.input<typeof dataOptionsSchema>

/** Fills defaults and refuses what is unknown or malformed. @throws InputError `E_INPUT` naming the option */
export function parseDataOptions(input: unknown): DataOptions {
	const check = dataOptionsSchema.safeParse(input)
	if (check.success) return check.data
	throw schemaError('options', check.error)
}

/** A zod failure as one sentence naming the first field that is wrong. */
export function schemaError(root: string, error: z.ZodError): InputError {
	const issue = error.issues[0]
	const path = (issue?.path ?? []).reduce<string>(
		(text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
		root,
	)
	const keys =
		issue?.code === 'unrecognized_keys'
			? `: ${issue.keys.map((key) => JSON.stringify(key.slice(0, 80))).join(', ')}`
			: ''
	return new InputError('E_INPUT', `${path}: ${issue?.message ?? 'invalid'}${keys}`, {
		details: { field: path },
		cause: error,
	})
}
