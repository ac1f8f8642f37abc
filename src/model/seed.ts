import * as z from 'zod/mini'
import { parseAmount } from './amount.js'
import { parseAsset } from './asset.js'
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
import { type Instant, instantOf, momentSchema } from './moment.js'

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
	if (seeds.length === 0)
		throw new InputError('E_INPUT', 'seeds: at least one seed is needed', { details: { field: 'seeds' } })
	const parsed = seeds.map((seed, place) => parseSeed(seed, place))
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
		const to = seed.to === undefined ? undefined : parseAccount(seed.to, `${field}.to`)
		const index = seed.index === undefined ? undefined : String(seed.index)
		const moved = index === undefined ? transaction : movedId(transaction, index)
		const id = `${moved}${to === undefined ? '' : `>${to}`}`
		return { kind: 'transaction', id, chain: chainOf(transaction), place, transaction, ...defined({ to, index }) }
	}
	const account = parseAccount(seed.account, `${field}.account`)
	const optional = defined({
		asset: seed.asset === undefined ? undefined : parseAsset(seed.asset, `${field}.asset`),
		since: seed.since === undefined ? undefined : instantOf(seed.since, `${field}.since`),
		until: seed.until === undefined ? undefined : instantOf(seed.until, `${field}.until`),
		amount: seed.amount === undefined ? undefined : positive(seed.amount, `${field}.amount`),
	})
	return { kind: 'account', id: account, chain: chainOf(account), place, account, ...optional }
}

/** Id of what one transaction moved at one place: an output, or a transfer; a bare number is a table's `index`. */
function movedId(transaction: TransactionId, index: string): string {
	if (chainFacts(chainOf(transaction))?.ledger === 'utxo') return `${transaction}:${index}`
	return `${transaction}#${/^[0-9]+$/.test(index) ? `row:${index}` : index}`
}

function checkShape(input: Seed, field: string): Seed {
	const check = seedSchema.safeParse(input)
	if (check.success) return input
	const text = 'a seed is one of { account, asset?, since?, until?, amount? }, { output }, { transaction, to?, index? }'
	const member = wrongMember(input)
	const at = member === null ? field : `${field}.${member}`
	const code = member === 'amount' ? 'E_BAD_AMOUNT' : 'E_INPUT'
	throw new InputError(code, `${at}: ${text}`, { details: { field: at }, cause: check.error })
}

/** The first member that does not fit the kind of seed that its members say it is; null where they say none. */
function wrongMember(input: unknown): string | null {
	if (typeof input !== 'object' || input === null) return null
	const schema =
		'account' in input
			? accountSchema
			: 'transaction' in input
				? transactionSchema
				: 'output' in input
					? outputSchema
					: null
	const issue = schema?.safeParse(input).error?.issues[0]
	const name = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path[0]
	return name === undefined ? null : String(name).slice(0, 80)
}

function fromText(text: string): Seed {
	if (!text.includes('/')) return { account: text }
	return /:[0-9]+$/.test(text) ? { output: text } : { transaction: text }
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
