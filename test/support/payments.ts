import type { ChainAdapter } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import type { Scope } from '../../src/model/coverage.js'
import { csvOfRows } from './csvOfRows.js'
import type { Row } from './reference/orderRows.js'

export const ETHER = 'eip155:1/slip44:60'
export const TOKEN = `eip155:1/erc20:0x${'c0'.repeat(20)}`
const BASE_SECONDS = 1_700_000_000

/** The account that a short name stands for: its letters as hexadecimal digits at the end of an address. */
export const account = (name: string): string =>
	`eip155:1:0x${Buffer.from(name, 'utf8').toString('hex').padStart(40, '0')}`

export const transaction = (place: number): string => `eip155:1/0x${place.toString(16).padStart(64, '0')}`

/** Seconds of the n-th moment. */
export const seconds = (n: number): number => BASE_SECONDS + n

/**
 * Payments as rows of a table: `from>to amount`, then optionally `@n` for the n-th block and second (default: its place in
 * the list from 1) and `T` for the token in place of ether. A dash is nobody.
 */
export function payments(...texts: string[]): Row[] {
	return texts.map((text, i) => {
		const match = /^(\S+)>(\S+) ([0-9]+)(?:@([0-9]+))?( T)?$/.exec(text)
		if (match === null) throw new Error(`not a payment: ${text}`)
		const [, from = '', to = '', amount = '', at, token] = match
		const place = at === undefined ? i + 1 : Number(at)
		return {
			chain: 'eip155:1',
			txid: transaction(i + 1).slice('eip155:1/'.length),
			index: 0,
			block: place,
			time: seconds(place),
			from: from === '-' ? null : account(from),
			to: to === '-' ? null : account(to),
			asset: token === undefined ? ETHER : TOKEN,
			amount: BigInt(amount),
		}
	})
}

/** A source over such payments. */
export function paymentSource(rows: readonly Row[], scope?: Scope): Promise<ChainAdapter> {
	return openTransferTables([{ name: 'payments', bytes: csvOfRows(rows), ...(scope === undefined ? {} : { scope }) }])
}
