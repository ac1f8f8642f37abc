import * as z from 'zod/mini'
import type { Page, Query, SourceDescription } from '../../chains/adapter.js'
import { isChainId } from '../../model/chains.js'
import { scopeSchema } from '../../model/coverage.js'
import { FundtrailError, SourceError } from '../../model/errors.js'
import { inWords } from '../../model/inWords.js'
import { isCoverage } from '../../model/isCoverage.js'
import { isList } from '../../model/isList.js'
import { isTransaction } from '../../model/isTransaction.js'
import { schemaError } from '../../model/options.js'

const place = z.nullable(z.int().check(z.minimum(0)))
const descriptionSchema = z.object({
	chains: z.array(
		z.object({
			chain: z.string().check(z.refine(isChainId, 'expected a CAIP-2 chain id')),
			ledger: z.enum(['utxo', 'account']),
			clock: z.enum(['height', 'time']),
			scope: scopeSchema,
			height: place,
			blockHash: z.nullable(z.string()),
			atSeconds: place,
			coinbases: z.optional(z.literal(true)),
		}),
	),
	warnings: z.array(z.object({ code: z.string(), text: z.string() })),
})

/** Large transactions looked at before: one with thousands of outputs answers a question about each of them. */
const WHOLE = new WeakSet<object>()
/** Inputs and outputs from which on that costs more than to remember it. Our choice. */
const LARGE = 32

function isWhole(value: unknown): boolean {
	if (!isObject(value)) return false
	const isLarge = sizeOf(value) > LARGE
	if (isLarge && WHOLE.has(value)) return true
	if (!isTransaction(value)) return false
	if (isLarge) WHOLE.add(value)
	return true
}

function sizeOf(value: { readonly kind?: unknown; readonly inputs?: unknown; readonly outputs?: unknown }): number {
	if (value.kind !== 'utxo') return 0
	const { inputs, outputs } = value
	return Array.isArray(inputs) && Array.isArray(outputs) ? inputs.length + outputs.length : 0
}

/** What a source answers, held against what the adapter interface promises. `name` is the source's place: `sources[0]`. */
export const checkAnswers = { description, queryOf, page, inflow, failure }

/** @throws SourceError `E_BAD_RESPONSE` */
function description(value: unknown, name: string): SourceDescription {
	const check = descriptionSchema.safeParse(value, inWords)
	if (check.success) return check.data
	const { shortMessage, details, cause } = schemaError(`${name}.describe()`, check.error)
	throw new SourceError('E_BAD_RESPONSE', shortMessage, { details, cause })
}

/** The query that a page answers. @throws SourceError `E_BAD_RESPONSE` */
function queryOf(value: unknown, name: string): Query {
	if (isObject(value) && 'query' in value && isObject(value.query)) return value.query as Query
	throw badPage(name)
}

/** Only the parts that later steps rest on are looked at: pages are many. @throws SourceError `E_BAD_RESPONSE` */
function page(value: unknown, name: string): Page {
	const { query, transactions, coverage, more } = isObject(value) ? (value as Partial<Page>) : {}
	const whole = isObject(query) && typeof more === 'boolean' && isCoverage(coverage) && isList(transactions, isWhole)
	if (whole) return value as Page
	throw badPage(name)
}

const badPage = (name: string): SourceError =>
	bad(name, 'a page that it gives is none: query, transactions, coverage and more are expected')

/** @throws SourceError `E_BAD_RESPONSE` */
function inflow<T>(value: T, name: string): T {
	const whole =
		value instanceof Map &&
		[...value.values()].every((sums) => sums instanceof Map && [...sums.values()].every(isAmount))
	if (whole) return value
	throw bad(name, 'what it gives as inflow is no map of accounts to amounts by asset')
}

/** What a source threw, as an error of ours: one that has a code already stands as it is. */
function failure(error: unknown, name: string): FundtrailError {
	if (error instanceof FundtrailError) return error
	return bad(name, `the source failed: ${error instanceof Error ? error.message : String(error)}`, error)
}

function bad(name: string, message: string, cause?: unknown): SourceError {
	return new SourceError('E_BAD_RESPONSE', `${name}: ${message}`, { details: { field: name }, cause })
}

const isAmount = (value: unknown): boolean => typeof value === 'bigint' && value >= 0n
const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
