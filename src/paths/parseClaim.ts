import { MAX_AMOUNT, parseAmount } from '../model/amount.js'
import { parseAsset } from '../model/asset.js'
import { type ChainFacts, nativeAsset } from '../model/chains.js'
import { displayText } from '../model/displayText.js'
import { InputError } from '../model/errors.js'
import {
	type AccountId,
	type AssetId,
	chainOf,
	parseAccount,
	parseAddress,
	parseChain,
	parseTransaction,
	parseTxid,
	transactionId,
} from '../model/identifiers.js'
import { inWords } from '../model/inWords.js'
import { schemaError } from '../model/options.js'
import { type Claim, type ClaimedHop, claimedHopSchema } from './claimedHop.js'

/** Last second of the year 9999. Greater numbers are mostly milliseconds. */
const LAST_SECOND = 253_402_300_799

/** A place inside a transaction, with or without its kind. */
const PLACE = /^(?:(?:[a-z]{1,20}:)?(?:0|[1-9][0-9]{0,14})(?:\.(?:0|[1-9][0-9]{0,14})){0,64}|tx)$/

/**
 * One claimed hop in canonical form.
 * @param where what errors call the hop, e.g. `path[3]`
 * @throws InputError `E_INPUT` or `E_BAD_AMOUNT` with `details.field`, e.g. `path[3].amount`
 */
export function parseClaim(hop: ClaimedHop, where: string): Claim {
	const check = claimedHopSchema.safeParse(hop, inWords)
	if (!check.success) throw inert(schemaError(where, check.error))
	try {
		return claimOf(check.data, where)
	} catch (error) {
		throw error instanceof InputError ? inert(error) : error
	}
}

function claimOf(hop: ClaimedHop, where: string): Claim {
	const chain = chainOfHop(hop, where)
	const field = (name: string): string => `${where}.${name}`
	const optional = <T, R>(value: T | null | undefined, parse: (value: T) => R): R | null =>
		value === null || value === undefined ? null : parse(value)
	return {
		chain: chain.id,
		tx: hop.tx.includes('/')
			? parseTransaction(hop.tx, field('tx'))
			: transactionId(chain.id, parseTxid(chain, hop.tx, field('tx'))),
		index: optional(hop.index, (index) => placeOf(index, field('index'))),
		from: optional(hop.from, (text) => accountOf(text, chain, field('from'))),
		to: optional(hop.to, (text) => accountOf(text, chain, field('to'))),
		asset: optional(hop.asset, (text) => assetOf(text, chain, field('asset'))),
		amount: optional(hop.amount, (value) => amountOf(value, field('amount'))),
		part: optional(hop.part, (value) => amountOf(value, field('part'))),
		at: optional(hop.at, (value) => whole(value, LAST_SECOND, field('at'), 'unix seconds')),
		height: optional(hop.height, (value) => whole(value, Number.MAX_SAFE_INTEGER, field('height'), 'a block height')),
	}
}

function chainOfHop(hop: ClaimedHop, where: string): ChainFacts {
	const slash = hop.tx.indexOf('/')
	const inId = slash < 0 ? null : parseChain(hop.tx.slice(0, slash), `${where}.tx`)
	if (hop.chain === null || hop.chain === undefined) {
		return inId ?? refuse(`${where}.chain`, 'a bare transaction hash names no chain; a chain is needed beside it')
	}
	const told = parseChain(hop.chain, `${where}.chain`)
	if (inId !== null && inId.id !== told.id) {
		refuse(`${where}.chain`, `${told.id} is another chain than ${inId.id} of the transaction`)
	}
	return told
}

function accountOf(text: string, chain: ChainFacts, field: string): AccountId {
	if (!text.includes(':')) return `${chain.id}:${parseAddress(chain, text, field)}`
	const account = parseAccount(text, field)
	if (chainOf(account) !== chain.id) refuse(field, `the account is not on ${chain.id}, the chain of this hop`)
	return account
}

function assetOf(text: string, chain: ChainFacts, field: string): AssetId {
	if (text.toLowerCase() === chain.native.symbol.toLowerCase()) return nativeAsset(chain)
	if (text.startsWith('0x') && chain.ledger === 'account') {
		return `${chain.id}/erc20:${parseAddress(chain, text, field)}`
	}
	return parseAsset(text, field)
}

function amountOf(value: string | bigint, field: string): bigint {
	if (typeof value === 'bigint') {
		if (value >= 0n && value <= MAX_AMOUNT) return value
		throw new InputError('E_BAD_AMOUNT', `${field}: an amount is between 0 and 2^256 - 1`, { details: { field } })
	}
	try {
		return parseAmount(value, { field })
	} catch (cause) {
		if (!(cause instanceof InputError)) throw cause
		const hint = /^[0-9]+\.[0-9]+$/.test(value) ? '; amounts in display units are not converted' : ''
		throw new InputError(cause.code, `${field}: ${cause.shortMessage}${hint}`, { details: { field }, cause })
	}
}

function placeOf(index: number | string, field: string): string {
	const text = String(index)
	return PLACE.test(text) ? text : refuse(field, `${JSON.stringify(text.slice(0, 80))} is no place in a transaction`)
}

function whole(value: number, greatest: number, field: string, what: string): number {
	if (Number.isSafeInteger(value) && value >= 0 && value <= greatest) return value
	return refuse(field, `${value} is not ${what}`)
}

function refuse(field: string, message: string): never {
	throw new InputError('E_INPUT', `${field}: ${message}`, { details: { field } })
}

/** The same error with foreign text made inert; its details keep the original. */
function inert(error: InputError): InputError {
	return new InputError(error.code, displayText(error.shortMessage), { details: error.details, cause: error })
}
