import * as z from 'zod'
import { scopeSchema } from './coverage.js'
import { dataOptionsSchema } from './options.js'
import { seedSchema } from './seed.js'
import { stopReasonSchema } from './stop.js'

const paths = z.union([z.string(), z.array(z.string()).min(1)])
const amount = z.string().regex(/^(?:0|[1-9][0-9]*)$/)
const signed = z.string().regex(/^(?:0|-?[1-9][0-9]*)$/)

/** A source of a case: a file beside it. Secrets never stand in the file. */
export const sourceSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('transfers'), path: paths, scope: scopeSchema.optional() }),
	z.strictObject({
		kind: z.literal('blocks'),
		path: paths,
		undo: paths.optional(),
		utxo: paths.optional(),
		chain: z.string().optional(),
		startHeight: z.number().int().min(0).optional(),
		scope: scopeSchema.optional(),
	}),
])
export type CaseSource = z.output<typeof sourceSchema>

const labelFileSchema = z.union([
	z.string(),
	z.strictObject({
		path: z.string(),
		title: z.string().optional(),
		label: z.string().optional(),
		entity: z.string().optional(),
		category: z.string().optional(),
		source: z.string().optional(),
		date: z.string().optional(),
		chain: z.string().optional(),
		confidence: z.string().optional(),
		licence: z.string().optional(),
		redistribute: z.boolean().optional(),
	}),
])

/** What a case is expected to give: what is not named is free. Amounts in base units. */
export const expectationSchema = z.strictObject({
	status: z.enum(['complete', 'partial']).optional(),
	endpoints: z
		.array(
			z.strictObject({
				entity: z.string().optional(),
				account: z.string().optional(),
				asset: z.string().optional(),
				exactly: amount.optional(),
				atLeast: amount.optional(),
				atMost: amount.optional(),
				inflow: amount.optional(),
				hops: z.number().int().optional(),
				rank: z.number().int().optional(),
			}),
		)
		.optional(),
	absent: z.array(z.string()).optional(),
	looseEnds: z
		.array(
			z.strictObject({
				stop: stopReasonSchema,
				at: z.string().optional(),
				asset: z.string().optional(),
				exactly: amount.optional(),
				atLeast: amount.optional(),
				atMost: amount.optional(),
			}),
		)
		.optional(),
	maxLoose: z.union([amount, z.record(z.string(), amount)]).optional(),
	ledger: z
		.array(
			z.strictObject({
				seed: z.string().optional(),
				asset: z.string(),
				seeded: amount.optional(),
				arrived: amount.optional(),
				loose: amount.optional(),
				fees: amount.optional(),
				difference: signed.optional(),
				toolLoss: amount.optional(),
			}),
		)
		.optional(),
	resultHash: z.string().optional(),
})
export type Expectation = z.output<typeof expectationSchema>

/** A trace as data. Paths are relative to the case file and may not leave its folder. `matter` is only ever copied. */
export const caseSchema = z.strictObject({
	case: z.literal('fundtrail.case/1'),
	name: z.string(),
	description: z.string().optional(),
	matter: z.record(z.string(), z.unknown()).optional(),
	seeds: z.array(z.union([z.string(), seedSchema])),
	sources: z.array(sourceSchema),
	labels: z.array(labelFileSchema).optional(),
	options: dataOptionsSchema.partial().optional(),
	expect: expectationSchema.optional(),
})
export type CaseFile = z.input<typeof caseSchema>
