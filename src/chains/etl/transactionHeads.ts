import { rowFault } from '../table/rowFault.js'
import type { EtlBook } from './etlBook.js'
import type { RowSpot } from './etlRow.js'
import type { TransactionEvents } from './eventsByTransaction.js'
import type { Told } from './factTable.js'
import type { TransactionRow } from './readTransactionRow.js'

/** A transaction before receipt, events and traces are joined to it. */
export type TransactionHead = Omit<TransactionRow, 'receipt' | 'blockHash'> & { readonly blockHash: string | null }

/** What a row about a transaction says of its place; `index` -1 where it does not tell. */
interface Mention {
	readonly hash: string
	readonly height: number
	readonly index: number
	readonly atSeconds: number | null
	readonly spot: RowSpot
}

/**
 * The transactions of a source. Where it has a transactions table, that names them all; otherwise they are known as far as
 * traces and events tell them.
 * @throws InputError where a row is about a transaction that the table leaves out, or in another place than it says
 */
export function transactionHeads(
	book: EtlBook,
	events: ReadonlyMap<string, TransactionEvents>,
): Map<string, Told<TransactionHead>> {
	const heads = new Map<string, Told<TransactionHead>>()
	for (const told of book.transactions.values()) heads.set(told.fact.hash, told)
	for (const mention of mentions(book, events)) {
		const { hash, height, index, spot } = mention
		const head = heads.get(hash)?.fact
		if (head === undefined && book.seen.has('transaction')) throw missing(spot, hash)
		if (head === undefined) heads.set(hash, { fact: bareHead(book, mention), spot })
		else if (head.height !== height || (index >= 0 && head.index !== index))
			throw rowFault({ ...spot, value: hash, expected: `block ${head.height} and place ${head.index} as elsewhere` })
	}
	for (const [hash, { spot }] of book.receipts.entries()) if (!heads.has(hash)) throw missing(spot, hash)
	return heads
}

/** Traces first: they tell more. */
function* mentions(book: EtlBook, events: ReadonlyMap<string, TransactionEvents>): Iterable<Mention> {
	for (const [hash, { height, index, spot }] of book.calls)
		if (hash.startsWith('0x')) yield { hash, height, index, atSeconds: null, spot }
	for (const [hash, { height, index, atSeconds, spot }] of events) yield { hash, height, index, atSeconds, spot }
}

/** What traces tell of a transaction: the root of its call tree is the transaction itself. Fee and kind stay unknown. */
function bareHead(book: EtlBook, { hash, height, index, atSeconds }: Mention): TransactionHead {
	const root = book.calls.get(hash)?.frames.get('[]')?.fact
	const to = root?.kind === 'create' ? null : (root?.to ?? null)
	const parties = { from: root?.from ?? null, to, value: root?.value ?? 0n }
	return { hash, height, index, atSeconds, ...parties, type: 0, mint: 0n, gasPrice: null, blockHash: null }
}

function missing(spot: RowSpot, hash: string): Error {
	return rowFault({ ...spot, value: hash, expected: 'a transaction that the transactions table tells' })
}
