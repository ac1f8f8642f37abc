import * as z from 'zod/mini'
import { parseAmount } from './amount.js'
import { parseAsset, USD } from './asset.js'
import { chainFacts } from './chains.js'
import { InputError } from './errors.js'
import {
	type AccountId,
	type AssetId,
	chainOf,
	type OutputId,
	parseAccount,
	parseOutput,
	parseTransaction,
	type TransactionId,
} from './identifiers.js'
import { checkOrder, type Instant, instantOf, momentSchema } from './moment.js'

const amountText = z.union([z.string(), z.bigint()])

const accountSchema = z.strictObject({
	account: z.string(),
	asset: z.optional(z.string()),
	since: z.optional(momentSchema),
	until: z.optional(momentSchema),
	amount: z.optional(amountText),
})
const outputSchema = z.strictObject({ output: z.string() })
const transactionSchema = z.strictObject({
	transaction: z.string(),
	to: z.optional(z.string()),
	index: z.optional(z.union([z.int().check(z.minimum(0)), z.string()])),
})

/**
 * Where alleged value starts: what an account sends out, one Bitcoin output, or what a transaction moved.
 * `amount` is in base units of the asset; `since` and `until` are inclusive.
 */
export const seedSchema = z.union([accountSchema, outputSchema, transactionSchema])
export type Seed = z.input<typeof seedSchema>

/** A seed with its identifiers checked and canonical. `place` is its position in the case: seeds keep case order. */
export type ParsedSeed =
	| {
			readonly kind: 'account'
			readonly id: string
			readonly chain: string
			readonly place: number
			readonly account: AccountId
			readonly asset?: AssetId
			readonly since?: Instant
			readonly until?: Instant
			readonly amount?: bigint
	  }
	| {
			readonly kind: 'output'
			readonly id: string
			readonly chain: string
			readonly place: number
			readonly output: OutputId
	  }
	| {
			readonly kind: 'transaction'
			readonly id: string
			readonly chain: string
			readonly place: number
			readonly transaction: TransactionId
			readonly to?: AccountId
			readonly index?: string
	  }

/**
 * Checks every seed before any source is asked.
 * @throws InputError `E_INPUT` or `E_BAD_AMOUNT`; `details.field` names the seed and member, `details.position` the character
 */
export function parseSeeds(seeds: readonly (Seed | string)[]): ParsedSeed[] {
	if (!Array.isArray(seeds))
		throw new InputError('E_INPUT', 'seeds: expected a list of seeds', { details: { field: 'seeds' } })
	if (seeds.length === 0)
		throw new InputError('E_INPUT', 'seeds: at least one seed is needed', { details: { field: 'seeds' } })
	// A hole in a list is no seed either, and `map` would step over it.
	const parsed = Array.from(seeds, parseSeed)
	const used = new Map<string, number>()
	return parsed.map((seed) => {
		const count = (used.get(seed.id) ?? 0) + 1
		used.set(seed.id, count)
		return count === 1 ? seed : { ...seed, id: `${seed.id}#${count}` }
	})
}

function parseSeed(input: Seed | string, place: number): ParsedSeed {
	const field = `seeds[${place}]`
	const seed = typeof input === 'string' ? fromText(input) : checkShape(input, field)
	if ('output' in seed) {
		const output = parseOutput(seed.output, `${field}.output`)
		return { kind: 'output', id: output, chain: chainOf(output), place, output }
	}
	if ('transaction' in seed) {
		const transaction = parseTransaction(seed.transaction, `${field}.transaction`)
		const to = seed.to === undefined ? undefined : recipient(seed.to, chainOf(transaction), `${field}.to`)
		const index = seed.index === undefined ? undefined : placeIn(transaction, seed.index, `${field}.index`)
		const moved = index === undefined ? transaction : movedId(transaction, index)
		const id = `${moved}${to === undefined ? '' : `>${to}`}`
		return { kind: 'transaction', id, chain: chainOf(transaction), place, transaction, ...defined({ to, index }) }
	}
	const account = parseAccount(seed.account, `${field}.account`)
	const optional = defined({
		asset: seed.asset === undefined ? undefined : assetOf(seed.asset, chainOf(account), `${field}.asset`),
		since: seed.since === undefined ? undefined : instantOf(seed.since, `${field}.since`),
		until: seed.until === undefined ? undefined : instantOf(seed.until, `${field}.until`),
		amount: seed.amount === undefined ? undefined : positive(seed.amount, `${field}.amount`),
	})
	checkOrder(optional.since, optional.until, `${field}.since`)
	return { kind: 'account', id: account, chain: chainOf(account), place, account, ...optional }
}

function recipient(text: string, chain: string, field: string): AccountId {
	const account = parseAccount(text, field)
	if (chainOf(account) === chain) return account
	const message = `${field}: ${account} is an account of ${chainOf(account)}, the transaction is one of ${chain}`
	throw new InputError('E_INPUT', message, { details: { field, position: 0, value: text.slice(0, 200) } })
}

/** A table's `index` or an output number in digits, or `<kind>:<place>` of a transfer. */
function placeIn(transaction: TransactionId, index: string | number, field: string): string {
	const text = String(index)
	const numbered = /^(?:0|[1-9][0-9]{0,15})$/.test(text)
	const named = chainFacts(chainOf(transaction))?.ledger !== 'utxo' && /^[a-z]{1,20}(?::[0-9.]{1,80})?$/.test(text)
	if (numbered || named) return text
	const message = `${field}: ${JSON.stringify(text.slice(0, 80))} is no place in a transaction; expected ${MEMBERS.get('index')}`
	throw new InputError('E_INPUT', message, { details: { field, position: 0, value: text.slice(0, 200) } })
}

/** Id of what one transaction moved at one place: an output, or a transfer; a bare number is a table's `index`. */
function movedId(transaction: TransactionId, index: string): string {
	if (chainFacts(chainOf(transaction))?.ledger === 'utxo') return `${transaction}:${index}`
	return `${transaction}#${/^[0-9]+$/.test(index) ? `row:${index}` : index}`
}

/** The three shapes of a seed, and what each member of them holds. */
const SHAPES = [
	{ has: 'account', schema: accountSchema, text: 'an account seed is { account, asset?, since?, until?, amount? }' },
	{ has: 'transaction', schema: transactionSchema, text: 'a transaction seed is { transaction, to?, index? }' },
	{ has: 'output', schema: outputSchema, text: 'an output seed is { output }' },
] as const
const MEMBERS: ReadonlyMap<string, string> = new Map([
	...['account', 'asset', 'output', 'transaction', 'to'].map((name): [string, string] => [name, 'text']),
	...['since', 'until'].map((name): [string, string] => [name, 'an ISO-8601 UTC text, unix seconds or { height }']),
	['amount', 'base units, as a text of digits or a bigint'],
	['index', 'a whole number, or a text such as log:5'],
])

/** @throws InputError saying which of the shapes is meant and which member does not fit it */
function checkShape(input: unknown, field: string): Seed {
	const check = seedSchema.safeParse(input)
	if (check.success) return input as Seed
	const meant = SHAPES.find(({ has }) => typeof input === 'object' && input !== null && has in input)
	const issue = meant?.schema.safeParse(input).error?.issues[0]
	if (meant === undefined || issue === undefined) {
		const text = 'a seed is an id or one of { account, … }, { output }, { transaction, … }'
		throw new InputError('E_INPUT', `${field}: ${text}`, { details: { field }, cause: check.error })
	}
	const unknown = issue.code === 'unrecognized_keys' ? issue.keys[0] : undefined
	const member = (unknown ?? String(issue.path[0] ?? '')).slice(0, 80)
	const fault = unknown === undefined ? `expected ${MEMBERS.get(member)}` : `${JSON.stringify(member)} is no member`
	const code = member === 'amount' && unknown === undefined ? 'E_BAD_AMOUNT' : 'E_INPUT'
	const at = `${field}.${member}`
	throw new InputError(code, `${at}: ${fault}; ${meant.text}`, { details: { field: at }, cause: check.error })
}

function fromText(text: string): Seed {
	if (!text.includes('/')) return { account: text }
	return /:[0-9]+$/.test(text) ? { output: text } : { transaction: text }
}

/** An asset that can be sent by an account of this chain; a table's dollar values are of every chain. */
function assetOf(text: string, chain: string, field: string): AssetId {
	const asset = parseAsset(text, field)
	if (asset === USD || chainOf(asset) === chain) return asset
	const message = `${field}: ${asset} is an asset of ${chainOf(asset)}, the account is one of ${chain}`
	throw new InputError('E_INPUT', message, { details: { field, position: 0, value: text.slice(0, 200) } })
}

function positive(amount: string | bigint, field: string): bigint {
	const text = amount.toString()
	const position = Math.max(0, text.search(/[^0-9]/))
	const value = parseAmount(text, { field, position })
	if (value === 0n)
		throw new InputError('E_BAD_AMOUNT', `${field}: an amount of 0 seeds nothing`, { details: { field, position } })
	return value
}

/** Leaves out members that are undefined, so that absent and undefined are one thing. */
function defined<T extends object>(value: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
	return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as never
}
