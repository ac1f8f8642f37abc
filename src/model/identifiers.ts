import { checkAddress } from './address.js'
import { type ChainFacts, chainFacts } from './chains.js'
import { InputError } from './errors.js'

/** CAIP-10 account id, e.g. `eip155:1:0x8b3c…`; a Bitcoin script without an address is `<chain>:script-<sha256>`. */
export type AccountId = string
/** `<chain>/<txid>`. */
export type TransactionId = string
/** `<chain>/<txid>:<vout>`. */
export type OutputId = string
/** `<chain>/<txid>#<kind>:<place>`, unique in its transaction. */
export type TransferId = string
/** CAIP-19 asset id, or the literal `usd` for tables that know only a dollar value (6 decimals). */
export type AssetId = string

export const transactionId = (chain: string, txid: string): TransactionId => `${chain}/${txid}`
export const outputId = (chain: string, txid: string, vout: number): OutputId => `${chain}/${txid}:${vout}`
export const accountId = (chain: string, address: string): AccountId => `${chain}:${address}`

/** The chain part of any identifier above. */
export function chainOf(id: string): string {
	const slash = id.indexOf('/')
	if (slash >= 0) return id.slice(0, slash)
	return id.slice(0, id.indexOf(':', id.indexOf(':') + 1))
}

/** The address part of an account id. */
export function addressOf(account: AccountId): string {
	return account.slice(account.indexOf(':', account.indexOf(':') + 1) + 1)
}

function refuse(field: string, text: string, message: string, position = 0): never {
	throw new InputError('E_INPUT', `${field}: ${message}`, { details: { field, position, value: text.slice(0, 200) } })
}

/** The facts of a chain given by id or alias. @throws InputError */
export function parseChain(text: string, field = 'chain'): ChainFacts {
	const facts = chainFacts(text)
	return facts ?? refuse(field, text, `unknown chain ${JSON.stringify(text.slice(0, 80))}`)
}

/**
 * An account id from `<chain>:<address>`, where the chain may be an alias. Checksums and networks are checked.
 * @throws InputError `E_INPUT` with `details.field` and `details.position`
 */
export function parseAccount(text: string, field = 'account'): AccountId {
	const { chain, rest, offset } = splitChain(text, field)
	return accountId(chain.id, parseAddress(chain, rest, field, offset))
}

/** An address of a known chain in canonical form. @throws InputError */
export function parseAddress(chain: ChainFacts, text: string, field = 'address', offset = 0): string {
	const check = checkAddress(chain, text)
	if ('address' in check) return check.address
	return refuse(field, text, check.fault, offset + check.position)
}

function splitChain(text: string, field: string): { chain: ChainFacts; rest: string; offset: number } {
	if (/^0x[0-9a-fA-F]*$/.test(text)) {
		refuse(field, text, 'a bare address names no chain; write for example ethereum:0x… or eip155:56:0x…')
	}
	const first = text.indexOf(':')
	if (first < 0) refuse(field, text, 'no chain in front; write for example bitcoin:<address> or ethereum:<address>')
	const second = text.indexOf(':', first + 1)
	if (second >= 0)
		return { chain: parseChain(text.slice(0, second), field), rest: text.slice(second + 1), offset: second + 1 }
	return { chain: parseChain(text.slice(0, first), field), rest: text.slice(first + 1), offset: first + 1 }
}

/** A transaction id from `<chain>/<txid>`. @throws InputError */
export function parseTransaction(text: string, field = 'transaction'): TransactionId {
	const slash = text.indexOf('/')
	if (slash < 0) refuse(field, text, 'a transaction is written <chain>/<txid>')
	const chain = parseChain(text.slice(0, slash), field)
	return transactionId(chain.id, parseTxid(chain, text.slice(slash + 1), field, slash + 1))
}

/** A transaction hash in the form its chain writes it. @throws InputError */
export function parseTxid(chain: ChainFacts, text: string, field = 'txid', offset = 0): string {
	const bare = chain.bitcoin ? text : text.slice(2)
	const bad = /[^0-9a-fA-F]/.exec(bare)
	if (!chain.bitcoin && !text.startsWith('0x'))
		refuse(field, text, 'a transaction hash of this chain starts with 0x', offset)
	if (bad)
		refuse(
			field,
			text,
			`${JSON.stringify(bad[0])} is not a hexadecimal digit`,
			offset + text.length - bare.length + bad.index,
		)
	if (bare.length !== 64)
		refuse(field, text, `a transaction hash has 64 hexadecimal digits, this one ${bare.length}`, offset + text.length)
	return text.toLowerCase()
}

/** An output id from `<chain>/<txid>:<vout>`. @throws InputError */
export function parseOutput(text: string, field = 'output'): OutputId {
	const colon = text.lastIndexOf(':')
	const slash = text.indexOf('/')
	if (slash < 0 || colon < slash) refuse(field, text, 'an output is written <chain>/<txid>:<vout>')
	const vout = text.slice(colon + 1)
	if (!/^(?:0|[1-9][0-9]{0,9})$/.test(vout) || Number(vout) > 0xffffffff) {
		refuse(field, text, `${JSON.stringify(vout)} is not an output number`, colon + 1)
	}
	return `${parseTransaction(text.slice(0, colon), field)}:${vout}`
}
