import type { IdTable } from '../../model/columns/idTable.js'
import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import type { AccountId, TransferId } from '../../model/identifiers.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { Path } from '../path.js'
import type { SeedBook } from '../seeds/seedBook.js'
import type { SeedRow } from '../seeds/seedRow.js'

/** Where seeds take effect in a table. */
export interface LocatedSeeds {
	/** Rows whose transfer a seed names, in order, and the histories that begin there. Of several seeds the first takes all. */
	readonly seedRows: Uint32Array
	readonly seedRoots: readonly Path[]
	/** Seeds that name a transfer of the table. */
	readonly named: ReadonlySet<ParsedSeed>
	/** Numbers of the assets in which more than one row of the seeds may get value. */
	readonly several: ReadonlySet<number>
}

/** Finds the transfers that seeds name, and the assets that several seeds may send, in one pass. */
export function locateSeeds(columns: TransferColumns, seeds: SeedBook): LocatedSeeds {
	const { accounts, assets, transactions } = columns
	const paying = numbersOf(accounts, seeds.namedAccounts())
	const moving = numbersOf(transactions, seeds.namedTransactions())
	const named = new Set<ParsedSeed>()
	const seedRows: number[] = []
	const seedRoots: Path[] = []
	const first = new Map<number, SeedRow>()
	const several = new Set<number>()
	const see = (asset: number, { seed }: Path): void => {
		const known = first.get(asset)
		if (known === undefined) first.set(asset, seed)
		else if (known !== seed) several.add(asset)
	}
	const sent = new Set<string>()
	const assetTexts = Array.from({ length: assets.size }, (_, asset) => assets.text(asset))
	for (const row of rowsOf(columns, paying, moving)) {
		const payer = columns.from[row] as number
		const account = paying.get(payer)
		const transaction = moving.get(columns.transaction[row] ?? NONE)
		const asset = columns.asset[row] as number
		const assetText = assetTexts[asset] as string
		if (account !== undefined && !sent.has(`${payer} ${asset}`)) {
			sent.add(`${payer} ${asset}`)
			for (const seed of seeds.sentBy(account, assetText)) see(asset, seeds.root(seed, assetText))
		}
		if (transaction === undefined) continue
		const naming = seeds.ofTransfer(transaction, transferAt(columns, row))
		for (const seed of naming) named.add(seed)
		const [seed] = naming
		if (seed === undefined) continue
		const root = seeds.root(seed, assetText)
		seedRows.push(row)
		seedRoots.push(root)
		see(asset, root)
	}
	return { seedRows: Uint32Array.from(seedRows), seedRoots, named, several }
}

/** The identifiers that are in a table, by number. */
function numbersOf(table: IdTable, ids: Iterable<string>): Map<number, string> {
	const known = new Map<number, string>()
	for (const id of ids) {
		const number = table.find(id)
		if (number >= 0) known.set(number, id)
	}
	return known
}

/** What seeds ask about a transfer; its texts are made only where one does. */
function transferAt(columns: TransferColumns, row: number) {
	const { accounts, to } = columns
	return {
		get id(): TransferId {
			return columns.transferId(row) as TransferId
		},
		get to(): AccountId | null {
			return to[row] === NONE ? null : accounts.text(to[row] as number)
		},
	}
}

/** The rows that these accounts pay, or that are of these transactions, in order. */
function rowsOf(columns: TransferColumns, paying: Map<number, string>, moving: Map<number, string>): number[] {
	const { from, transaction, accounts, transactions, length } = columns
	const paid = rowsNaming(from, length, marks(accounts.size, paying.keys()))
	const named = rowsNaming(transaction, length, marks(transactions.size, moving.keys()))
	if (named.length === 0) return paid
	if (paid.length === 0) return named
	const both: number[] = []
	for (let i = 0, j = 0; i < paid.length || j < named.length; ) {
		const [left, right] = [paid[i] ?? Number.POSITIVE_INFINITY, named[j] ?? Number.POSITIVE_INFINITY]
		both.push(Math.min(left, right))
		if (left <= right) i++
		if (right <= left) j++
	}
	return both
}

/** By number whether it is one of these; null where there are none. */
function marks(size: number, numbers: Iterable<number>): Uint8Array | null {
	let marked: Uint8Array | null = null
	for (const number of numbers) {
		marked ??= new Uint8Array(size)
		marked[number] = 1
	}
	return marked
}

function rowsNaming(numbers: Uint32Array, length: number, marked: Uint8Array | null): number[] {
	const rows: number[] = []
	if (marked === null) return rows
	const end = Math.min(length, numbers.length)
	for (let row = 0; row < end; row++) {
		const number = numbers[row] as number
		if (number !== NONE && marked[number] === 1) rows.push(row)
	}
	return rows
}
