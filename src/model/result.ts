import * as z from 'zod/mini'
import { amountSchema, signedAmountSchema } from './amount.js'
import { attributionSchema, entitySchema, evidenceSchema } from './claims.js'
import { coverageSchema, scopeSchema } from './coverage.js'
import { gradeSchema } from './grade.js'
import { conversionSchema, hopSchema } from './hop.js'
import { leadSchema } from './lead.js'
import { mergeSchema } from './merge.js'
import { ruleIdSchema } from './method.js'
import { mixRowSchema } from './mixRow.js'
import { openObject } from './openObject.js'
import { payoutLeadSchema } from './payoutLead.js'
import { peelChainSchema } from './peelChain.js'
import { poolReportSchema } from './poolReport.js'
import { priceSchema } from './price.js'
import { stopReasonSchema } from './stop.js'

export const confidenceSchema = openObject({
	/** `high`, `moderate` or `low`, by the weakest link; uncalibrated, so never a number. */
	grade: gradeSchema,
	/** What the grade rests on. */
	weakest: z.string(),
	calibrated: z.literal(false),
})

/** Says `backward` on rows that tell where value of a seed came from; absent on those that tell where it went. */
const direction = z.optional(z.literal('backward'))

/**
 * What it was worth when it arrived, in the currency of the price list: exact decimal text, null where a price is missing.
 * Absent where no prices were given.
 */
const value = z.optional(z.nullable(z.string()))

/** One distinct list of transfers that carried seed value, with the amounts that took it. */
const flowSchema = openObject({
	direction,
	id: z.string(),
	rank: z.int(),
	seed: z.string(),
	account: z.string(),
	entity: z.nullable(z.string()),
	asset: z.string(),
	amount: amountSchema,
	seedAsset: z.string(),
	seedAmount: amountSchema,
	share: z.number(),
	value,
	confidence: confidenceSchema,
	/** Bitcoin, looking back: the output of the endpoint that the first step spends. */
	source: z.optional(z.string()),
	departedAt: z.int(),
	arrivedAt: z.int(),
	hops: z.array(hopSchema),
	evidence: z.array(z.string()),
})

/** Figures of one arrival under the rules and openings; bounds and panel in the seed's asset. */
const figures = {
	lower: z.nullable(amountSchema),
	upper: z.nullable(amountSchema),
	/** Hold for every conserving rule, for the transactions read; null until computed. */
	floor: z.nullable(amountSchema),
	ceiling: z.nullable(amountSchema),
	panel: z.record(z.string(), z.nullable(amountSchema)),
}

const arrivalSchema = openObject({
	seed: z.string(),
	asset: z.string(),
	seedAsset: z.string(),
	seedAmount: amountSchema,
	amount: amountSchema,
	...figures,
})

const inflowSchema = z.array(openObject({ asset: z.string(), amount: amountSchema }))

const endpointSchema = openObject({
	direction,
	rank: z.int(),
	seedAsset: z.string(),
	entity: z.nullable(z.string()),
	name: z.nullable(z.string()),
	category: z.nullable(z.string()),
	/** `amount` is null where value arrived in more than one asset. */
	totals: openObject({ amount: z.nullable(amountSchema), seedAmount: amountSchema, ...figures }),
	accounts: z.array(
		openObject({
			account: z.string(),
			category: z.nullable(z.string()),
			hops: z.int(),
			inflow: inflowSchema,
			amounts: z.array(arrivalSchema),
			/** Where what the account did, not a label of its own, puts it at the entity: the evidence. Left out otherwise. */
			inferred: z.optional(z.array(z.string())),
		}),
	),
	amounts: z.array(arrivalSchema),
	share: z.number(),
	value,
	confidence: confidenceSchema,
	flows: z.array(z.string()),
	attributions: z.array(attributionSchema),
	/** Whether an account of it is inferred. */
	inferred: z.boolean(),
	firstArrival: z.nullable(z.int()),
	lastArrival: z.nullable(z.int()),
	/** True where under some rule or opening nothing arrives. */
	fragile: z.boolean(),
})

const looseEndSchema = openObject({
	direction,
	at: z.string(),
	account: z.nullable(z.string()),
	entity: z.nullable(z.string()),
	category: z.nullable(z.string()),
	attributions: z.array(attributionSchema),
	asset: z.string(),
	amount: amountSchema,
	seed: z.string(),
	seedAsset: z.string(),
	seedAmount: amountSchema,
	stop: stopReasonSchema,
	hops: z.int(),
	inflow: inflowSchema,
	/** The paths that ended here, as places in the result's `paths` (null: it never left the seed), with what each carried. */
	flows: z.array(openObject({ path: z.nullable(z.int()), amount: amountSchema, seedAmount: amountSchema })),
	evidence: z.array(z.string()),
})

const ledgerRowSchema = openObject({
	direction,
	seed: z.string(),
	asset: z.string(),
	seeded: amountSchema,
	arrived: amountSchema,
	loose: amountSchema,
	fees: amountSchema,
	/** seeded - arrived - loose - fees; 0 under every conserving rule. */
	difference: signedAmountSchema,
	/** The part of `loose` ended by the tool's own limits. */
	toolLoss: amountSchema,
})

export const resultSchema = openObject({
	schema: z.literal('fundtrail.trace/1'),
	status: z.enum(['complete', 'partial']),
	scope: scopeSchema,
	/** What the case file says of itself, copied and never judged; absent where it says nothing or there was no case. */
	case: z.optional(openObject({ name: z.optional(z.string()), matter: z.optional(z.record(z.string(), z.unknown())) })),
	method: openObject({
		rule: ruleIdSchema,
		params: z.record(z.string(), z.string()),
		panel: z.array(ruleIdSchema),
		configHash: z.string(),
	}),
	asOf: z.record(
		z.string(),
		openObject({
			height: z.nullable(z.number()),
			blockHash: z.nullable(z.string()),
			atSeconds: z.nullable(z.number()),
		}),
	),
	headline: z.array(
		openObject({
			direction,
			kind: z.enum(['reached', 'loose', 'nothing']),
			seedAsset: z.string(),
			entity: z.nullable(z.string()),
			text: z.string(),
		}),
	),
	warnings: z.array(openObject({ code: z.string(), text: z.string() })),
	endpoints: z.array(endpointSchema),
	flows: z.array(flowSchema),
	looseEnds: z.array(looseEndSchema),
	/**
	 * The steps of the paths to the loose ends, each written once: the transfer id (Bitcoin: output id) and the place of the
	 * step before it in this list, null for the first step from the seed.
	 */
	paths: z.array(openObject({ parent: z.nullable(z.int()), transfer: z.string() })),
	/** Exchanges inside transactions that value went through, by id; left out where there are none. */
	conversions: z.optional(z.array(conversionSchema)),
	/** The prices that were used; absent where none were given. Nothing that was traced depends on them. */
	prices: z.optional(openObject({ currency: z.nullable(z.string()), used: z.array(priceSchema) })),
	ledger: z.array(ledgerRowSchema),
	/** Peel chains among the traced transactions, in event order. */
	peelChains: z.array(peelChainSchema),
	/** Mixes that seed value entered, with what can have come out. */
	mixes: z.array(mixRowSchema),
	/** Under `mix: 'set'`: labelled accounts behind mixes that value can have come to. Possibilities, never endpoints. */
	leads: z.array(leadSchema),
	/** Where value may have come out of bridges and instant swappers that name no pay-out; left out where there are none. */
	payoutLeads: z.optional(z.array(payoutLeadSchema)),
	/** Under `mix: 'set'`: outputs of mixes that were spent together. */
	merges: z.array(mergeSchema),
	/** Under `mix: 'set'`: leads in mixing pools that value entered; left out where it entered none. */
	pools: z.optional(poolReportSchema),
	coverage: z.array(coverageSchema),
	evidence: z.array(evidenceSchema),
	attributions: z.array(attributionSchema),
	entities: z.array(entitySchema),
	excluded: z.array(
		openObject({
			reason: z.string(),
			count: z.int(),
			examples: z.array(z.string()),
			/** Who paid for the transactions of the examples; left out where the ledger does not tell. */
			signers: z.optional(z.array(z.string())),
		}),
	),
	indicators: z.array(
		openObject({
			id: z.string(),
			rule: z.string(),
			params: z.record(z.string(), z.string()),
			evidence: z.array(z.string()),
		}),
	),
	/** Look-ups asked of the sources. */
	lookups: z.int(),
	factsHash: z.string(),
	resultHash: z.string(),
})

/** The result with amounts as bigint, without the graph. */
export type ResultData = z.output<typeof resultSchema>
/** The result as JSON holds it: amounts are decimal strings. */
export type ResultJson = z.input<typeof resultSchema>

export type Confidence = z.output<typeof confidenceSchema>
export type Flow = z.output<typeof flowSchema>
export type Endpoint = z.output<typeof endpointSchema>
export type EndpointAccount = Endpoint['accounts'][number]
export type Arrival = z.output<typeof arrivalSchema>
export type LooseEnd = z.output<typeof looseEndSchema>
export type LedgerRow = z.output<typeof ledgerRowSchema>
export type Inflow = z.output<typeof inflowSchema>
