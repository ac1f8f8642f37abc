import * as z from 'zod/mini'
import { InputError } from './errors.js'
import { inWords } from './inWords.js'
import { ruleIdSchema } from './method.js'
import { momentSchema } from './moment.js'

const count = z
	.number()
	.check(z.int())
	.check(z.minimum(0))
	.check(z.maximum(2 ** 53 - 1))

/** Directions that may be asked for. */
export const DIRECTIONS = ['forward', 'backward', 'both'] as const

/** What may become of value in fees. */
export const FEE_TAINTS = ['sink', 'propagate'] as const

/** What the ranking may be ordered by: exact share, value on arrival, or that times confidence. */
export const SORTS = ['share', 'value', 'expected'] as const

const windowSchema = z.union([momentSchema, z.record(z.string(), momentSchema)])

/**
 * The options of `trace()` that are data: everything that a case file may set and that enters `configHash`.
 * Unknown names are refused, so that a misspelt option never passes in silence.
 */
export const dataOptionsSchema = z.strictObject({
	/** The primary rule, fixed before the run. */
	method: z._default(ruleIdSchema, 'fifo'),
	/** Rules computed beside it: all (but poison), a list, or none. */
	panel: z._default(z.union([z.enum(['all', 'none']), z.array(ruleIdSchema)]), 'all'),
	/** Ids of heuristics to run; by default the standard set. */
	heuristics: z.optional(z.array(z.string())),
	/** Label categories ranked as endpoints. The walk stops at every custodial service and mixer whatever this says. */
	endpointCategories: z._default(z.array(z.string()), ['exchange']),
	/** To where value of the seeds went, back to where it came from, or one after the other. */
	direction: z._default(z.enum(DIRECTIONS), 'forward'),
	/** First and last moment looked at, for all chains or per chain (CAIP-2 id or alias). */
	from: z.optional(windowSchema),
	to: z.optional(windowSchema),
	budget: z._default(
		z.strictObject({
			/** Most questions asked of the sources; unlimited by default. */
			lookups: z.optional(count),
			/** Accounts and outputs more steps than this from a seed are not followed; 0 follows what the seeds name alone. */
			hops: z._default(count, 25),
			/** Least part of a seed that must reach an account for it to be followed, e.g. 0.001; above 1 nothing is. */
			minShare: z._default(z.number().check(z.minimum(0)), 0.001),
			/** An unlabelled account with more counterparties than this is a hub and is not followed. */
			maxDegree: z._default(count, 1000),
			/** Most seconds of searching, waiting for sources included; unlimited by default. */
			seconds: z.optional(z.number().check(z.minimum(0))),
		}),
		{ hops: 25, minShare: 0.001, maxDegree: 1000 },
	),
	/**
	 * Tokens known to be what they say beside those listed here, as CAIP-19 ids; `all` takes every contract at its word. An
	 * account seed without an asset seeds no token that only its own contract tells of and no list names.
	 */
	assets: z.optional(z.union([z.literal('all'), z.array(z.string())])),
	/** What becomes of value in a mix: it stops there, or what may lie behind it is shown as leads, without amounts. */
	mix: z._default(z.enum(['stop', 'set']), 'stop'),
	/**
	 * What becomes of value in fees: it ends there, or the fees of Bitcoin transactions go on into the coinbase of their
	 * block. Forward only; fees on account ledgers end either way.
	 */
	feeTaint: z._default(z.enum(FEE_TAINTS), 'sink'),
	/** What endpoints and flows of one seed asset are ordered by; all but `share` need prices. */
	sortBy: z._default(z.enum(SORTS), 'share'),
})
export type DataOptions = z.output<typeof dataOptionsSchema>
export type DataOptionsInput = z.input<typeof dataOptionsSchema>

/** Fills defaults and refuses what is unknown or malformed. @throws InputError `E_INPUT` naming the option */
export function parseDataOptions(input: unknown): DataOptions {
	const check = dataOptionsSchema.safeParse(input, inWords)
	if (check.success) return check.data
	throw schemaError('options', check.error)
}

/** A zod failure as one sentence naming the first field that is wrong. */
export function schemaError(root: string, error: z.core.$ZodError): InputError {
	const issue = error.issues[0]
	const path = (issue?.path ?? []).reduce<string>(
		(text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
		root,
	)
	return new InputError('E_INPUT', `${path}: ${issue?.message ?? 'invalid'}`, {
		details: { field: path },
		cause: error,
	})
}
