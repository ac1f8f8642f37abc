import * as z from 'zod/mini'
import { scopeSchema } from './coverage.js'
import { dataOptionsSchema } from './options.js'
import { seedSchema } from './seed.js'
import { stopReasonSchema } from './stop.js'

const paths = z.union([z.string(), z.array(z.string()).check(z.minLength(1))])
const amount = z.string().check(z.regex(/^(?:0|[1-9][0-9]*)$/))
const signed = z.string().check(z.regex(/^(?:0|-?[1-9][0-9]*)$/))

/** Address of a provider, http or https: as text, or where it holds a key the variable of the environment that holds it. */
const url = z.union([z.string(), z.strictObject({ env: z.string().check(z.regex(/^[A-Za-z_][A-Za-z0-9_]*$/)) })])
export type SourceUrl = z.output<typeof url>
const contracts = z.optional(z.array(z.string()))
/** Contracts of bridges that are known by name: an id of the registry and a CAIP-10 account each. */
const bridges = z.optional(z.array(z.strictObject({ protocol: z.string(), contract: z.string() })))

/** A source of a case: a file beside it, or a provider that is asked over the network. Secrets never stand in the file. */
export const sourceSchema = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('transfers'), path: paths, scope: z.optional(scopeSchema) }),
	z.strictObject({
		kind: z.literal('blocks'),
		path: paths,
		undo: z.optional(paths),
		utxo: z.optional(paths),
		chain: z.optional(z.string()),
		startHeight: z.optional(z.int().check(z.minimum(0))),
		scope: z.optional(scopeSchema),
	}),
	z.strictObject({
		kind: z.literal('etl'),
		/** Files of one blockchain-etl export; they are read together. */
		path: paths,
		/** The chain they are of: the files do not say. */
		chain: z.string(),
		scope: z.optional(scopeSchema),
		fungible: contracts,
		/** Further contracts of the WETH9 kind, and further tokens whose issuer can freeze accounts. */
		wrapped: contracts,
		issuers: contracts,
		bridges,
	}),
	z.strictObject({
		kind: z.literal('esplora'),
		/** Address of an Esplora server. */
		url,
		chain: z.optional(z.string()),
		/** Newest height that counts; without it a later run may find more. */
		height: z.optional(z.int().check(z.minimum(0))),
		maxTransactions: z.optional(z.int().check(z.minimum(1))),
		/** Whether the address may lie on this machine or in a private network. */
		allowPrivate: z.optional(z.boolean()),
	}),
	z.strictObject({
		kind: z.literal('evm-rpc'),
		/** Address of a node. */
		url,
		chain: z.string(),
		/** First and last block read; without a last, the newest that the node calls final. */
		from: z.int().check(z.minimum(0)),
		to: z.optional(z.int().check(z.minimum(0))),
		scope: z.optional(scopeSchema),
		/** How the node is asked for internal calls; without it this is tried out. */
		traces: z.optional(z.enum(['callTracer', 'trace_block', 'none'])),
		/** Further contracts of the WETH9 kind, and further tokens whose issuer can freeze accounts. */
		wrapped: contracts,
		issuers: contracts,
		bridges,
		maxBlocks: z.optional(z.int().check(z.minimum(1))),
		/** Whether the address may lie on this machine or in a private network. */
		allowPrivate: z.optional(z.boolean()),
	}),
	/** A folder of replies that `fundtrail record` kept. */
	z.strictObject({ kind: z.literal('recording'), path: z.string() }),
])
export type CaseSource = z.output<typeof sourceSchema>

const labelFileSchema = z.union([
	z.string(),
	z.strictObject({
		path: z.string(),
		title: z.optional(z.string()),
		label: z.optional(z.string()),
		entity: z.optional(z.string()),
		category: z.optional(z.string()),
		source: z.optional(z.string()),
		date: z.optional(z.string()),
		chain: z.optional(z.string()),
		confidence: z.optional(z.string()),
		licence: z.optional(z.string()),
		redistribute: z.optional(z.boolean()),
	}),
])

/** Which direction a row speaks of; by default forward, where both were traced. */
const direction = z.optional(z.enum(['forward', 'backward']))

/** What a case is expected to give: what is not named is free. Amounts in base units. */
export const expectationSchema = z.strictObject({
	status: z.optional(z.enum(['complete', 'partial'])),
	endpoints: z.optional(
		z.array(
			z.strictObject({
				direction,
				entity: z.optional(z.string()),
				account: z.optional(z.string()),
				asset: z.optional(z.string()),
				exactly: z.optional(amount),
				atLeast: z.optional(amount),
				atMost: z.optional(amount),
				inflow: z.optional(amount),
				hops: z.optional(z.int()),
				rank: z.optional(z.int()),
			}),
		),
	),
	absent: z.optional(z.array(z.string())),
	looseEnds: z.optional(
		z.array(
			z.strictObject({
				direction,
				stop: stopReasonSchema,
				at: z.optional(z.string()),
				asset: z.optional(z.string()),
				exactly: z.optional(amount),
				atLeast: z.optional(amount),
				atMost: z.optional(amount),
			}),
		),
	),
	maxLoose: z.optional(z.union([amount, z.record(z.string(), amount)])),
	ledger: z.optional(
		z.array(
			z.strictObject({
				direction,
				seed: z.optional(z.string()),
				asset: z.string(),
				seeded: z.optional(amount),
				arrived: z.optional(amount),
				loose: z.optional(amount),
				fees: z.optional(amount),
				difference: z.optional(signed),
				toolLoss: z.optional(amount),
			}),
		),
	),
	resultHash: z.optional(z.string()),
})
export type Expectation = z.output<typeof expectationSchema>

/** A trace as data. Paths are relative to the case file and may not leave its folder. `matter` is only ever copied. */
export const caseSchema = z.strictObject({
	case: z.literal('fundtrail.case/1'),
	name: z.string(),
	description: z.optional(z.string()),
	matter: z.optional(z.record(z.string(), z.unknown())),
	seeds: z.array(z.union([z.string(), seedSchema])),
	sources: z.array(sourceSchema),
	labels: z.optional(z.array(labelFileSchema)),
	/** A price list (CSV `asset,time,price,source`, `decimals` for tokens), and what its prices are in. */
	prices: z.optional(z.union([z.string(), z.strictObject({ path: z.string(), currency: z.optional(z.string()) })])),
	options: z.optional(z.partial(dataOptionsSchema)),
	expect: z.optional(expectationSchema),
})
export type CaseFile = z.input<typeof caseSchema>
