import { checkAddress } from '../model/address.js'
import { CHAINS } from '../model/chains.js'
import { parseAccount, parseOutput, parseTransaction } from '../model/identifiers.js'

/** The forms in which results write what a case points to. Each throws InputError where a text has not that form. */
export const canonicalId = { at, place, seed }

/** Where a loose end is: an account, an output, or a transaction. */
function at(text: string, field: string): string {
	if (!text.includes('/')) return parseAccount(text, field)
	return /:[0-9]*$/.test(text) ? parseOutput(text, field) : parseTransaction(text, field)
}

/**
 * The same, or an entity as it stands. What is written like an identifier (a chain, a colon, no space behind it; or bare
 * 0x digits) has to be one: taken for a name it would be absent from every result. Names such as "Binance: Hot Wallet"
 * have a space there.
 */
function place(text: string, field: string): string {
	const written = /:\S/.test(text) || /^\s*0x[0-9a-f]*\s*$/i.test(text)
	return written || isBareAddress(text) ? at(text, field) : text
}

const isBareAddress = (text: string): boolean => CHAINS.some((chain) => 'address' in checkAddress(chain, text))

/** A seed's id: what it names, `>account` behind a transaction that pays it, `#2` and so on where ids are equal. */
function seed(text: string, field: string): string {
	const [, named = '', more = ''] = /^(.*?)(#[0-9]+)?$/s.exec(text) ?? []
	const arrow = named.indexOf('>')
	const moved = arrow < 0 ? named : named.slice(0, arrow)
	const to = arrow < 0 ? '' : `>${parseAccount(named.slice(arrow + 1), field)}`
	const hash = moved.indexOf('#')
	const id = hash < 0 ? at(moved, field) : `${parseTransaction(moved.slice(0, hash), field)}${moved.slice(hash)}`
	return `${id}${to}${more}`
}
