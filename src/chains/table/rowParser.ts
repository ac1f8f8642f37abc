import { parseAmount } from '../../model/amount.js'
import { parseAsset, USD } from '../../model/asset.js'
import type { ChainFacts } from '../../model/chains.js'
import { InputError } from '../../model/errors.js'
import {
	type AccountId,
	type AssetId,
	accountId,
	chainOf,
	parseAddress,
	parseChain,
	parseTxid,
} from '../../model/identifiers.js'
import { type RowFault, rowFault } from './rowFault.js'
import type { NamedColumn, TableRow } from './tableRow.js'

/** The texts of one row by column; `column` gives a column's place where the format has one. */
export interface RawRow {
	readonly line: number
	readonly named: Readonly<Record<NamedColumn, string>>
	readonly extra: Readonly<Record<string, string>> | undefined
	readonly column: (name: NamedColumn) => number | undefined
}

/** Last second of the year 9999: what ISO-8601 can write. Greater numbers are mostly milliseconds. */
const LAST_SECOND = 253_402_300_799
/** Addresses and assets remembered, so that checksums are computed once; bounded so that memory is. */
const REMEMBERED = 100_000

const EXPECTED: Readonly<Record<NamedColumn, string>> = {
	chain: 'a CAIP-2 chain id or a known alias',
	txid: 'a transaction hash',
	index: 'a decimal integer',
	block: 'a block height in decimal digits, or nothing',
	time: 'unix seconds in decimal digits',
	from: 'an address of the chain, or nothing',
	to: 'an address of the chain, or nothing',
	asset: 'a CAIP-19 asset of the chain of this row, or usd',
	amount: 'a decimal integer in base units from 0 to 2^256 - 1',
	txindex: 'a decimal integer, or nothing',
	received: 'a decimal integer in base units up to the amount of the row, or nothing',
	rebase: 'true where the token changes the balance of an account, or nothing',
}

/**
 * A function that checks the rows of one table. The first value that is not what its column asks for stops the read.
 * The function throws InputError `E_INPUT` or `E_BAD_AMOUNT` with `details` {file, line, column, field, value, expected}.
 */
export function rowParser(file: string): (raw: RawRow) => TableRow {
	const accounts = new Map<string, AccountId>()
	const assets = new Map<string, AssetId>()

	const account = (chain: ChainFacts, text: string, field: string): AccountId | null => {
		if (text === '') return null
		const key = `${chain.id} ${text}`
		let known = accounts.get(key)
		if (known === undefined) {
			known = accountId(chain.id, parseAddress(chain, text, field))
			if (accounts.size >= REMEMBERED) accounts.clear()
			accounts.set(key, known)
		}
		return known
	}

	const assetOf = (text: string): AssetId => {
		let known = assets.get(text)
		if (known === undefined) {
			known = parseAsset(text)
			if (assets.size >= REMEMBERED) assets.clear()
			assets.set(text, known)
		}
		return known
	}

	return (raw) => {
		const { named, line, extra } = raw
		const fault = (field: NamedColumn, more: Partial<RowFault> = {}) =>
			rowFault({
				file,
				line,
				column: raw.column(field),
				field,
				value: named[field],
				expected: EXPECTED[field],
				...more,
			})
		const check = <T>(field: NamedColumn, parse: () => T): T => {
			try {
				return parse()
			} catch (error) {
				if (!(error instanceof InputError)) throw error
				throw fault(field, { code: error.code, cause: error, ...refinement(field, error) })
			}
		}
		const whole = (field: NamedColumn, greatest = Number.MAX_SAFE_INTEGER): number => {
			const text = named[field]
			const value = /^(?:0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : Number.NaN
			if (!(value <= greatest)) throw fault(field)
			return value
		}

		const chain = check('chain', () => parseChain(named.chain))
		const txid = check('txid', () => parseTxid(chain, named.txid))
		const index = whole('index')
		const height = named.block === '' ? null : whole('block')
		const atSeconds = whole('time', LAST_SECOND)
		const txIndex = named.txindex === '' ? null : whole('txindex')
		const from = check('from', () => account(chain, named.from, 'from'))
		const to = check('to', () => account(chain, named.to, 'to'))
		if (from === null && to === null) throw fault('to', { expected: 'an address in from, in to, or in both' })
		const asset = check('asset', () => assetOf(named.asset))
		if (asset !== USD && chainOf(asset) !== chain.id) throw fault('asset', { why: `the row is of ${chain.id}` })
		const amount = check('amount', () => parseAmount(named.amount))
		const received = named.received === '' ? amount : check('received', () => parseAmount(named.received))
		if (received > amount) throw fault('received', { why: `the amount is ${amount}` })
		if (!['', 'true'].includes(named.rebase)) throw fault('rebase')
		const rebase = named.rebase === 'true'
		if (rebase && from !== null && to !== null) throw fault('rebase', { why: 'a rebase has one account, not two' })
		if (received < amount && (rebase || to === null)) throw fault('received', { why: 'nobody receives this row' })
		const fact = { chain: chain.id, txid, index, height, atSeconds, txIndex, from, to, asset, amount, received, rebase }
		return { ...fact, extra, file, line }
	}
}

/** What a hash or address error says beyond "expected": the fault itself and the character at which it shows. */
function refinement(field: NamedColumn, error: InputError): Partial<RowFault> {
	const { position } = error.details
	if (typeof position !== 'number' || field === 'chain') return {}
	const why = error.shortMessage.slice(error.shortMessage.indexOf(': ') + 2)
	return { why: `${why}, at character ${position + 1}`, details: { position } }
}
