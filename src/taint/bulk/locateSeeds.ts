import { NONE, type TransferColumns } from '../../model/columns/transferColumns.js'
import type { TransferId } from '../../model/identifiers.js'
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
	const payers = flags(accounts.size, seeds.namedAccounts(), (account) => accounts.find(account))
	const wanted = flags(transactions.size, seeds.namedTransactions(), (id) => transactions.find(id))
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
	for (const row of rowsOf(columns, payers, wanted)) {
		const payer = columns.from[row] as number
		const transaction = columns.transaction[row] ?? NONE
		const byPayer = payer !== NONE && payers?.[payer] === 1
		const byName = transaction !== NONE && wanted?.[transaction] === 1
		const asset = columns.asset[row] as number
		const assetText = assets.text(asset)
		if (byPayer && !sent.has(`${payer} ${asset}`)) {
			sent.add(`${payer} ${asset}`)
			for (const seed of seeds.sentBy(accounts.text(payer), assetText)) see(asset, seeds.root(seed, assetText))
		}
		if (!byName) continue
		const to = columns.to[row] as number
		const transfer = { id: columns.transferId(row) as TransferId, to: to === NONE ? null : accounts.text(to) }
		const naming = seeds.ofTransfer(transactions.text(transaction), transfer)
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

/** Which numbers are those of the given identifiers; null where none is. */
function flags(size: number, ids: Iterable<string>, find: (id: string) => number): Uint8Array | null {
	let marked: Uint8Array | null = null
	for (const id of ids) {
		const number = find(id)
		if (number < 0) continue
		marked ??= new Uint8Array(size)
		marked[number] = 1
	}
	return marked
}

/** The rows that marked accounts pay, or that are of marked transactions. */
function rowsOf(columns: TransferColumns, payers: Uint8Array | null, wanted: Uint8Array | null): number[] {
	const { from, transaction, length } = columns
	const rows: number[] = []
	for (let row = 0; row < length; row++) {
		if (payers !== null && from[row] !== NONE && payers[from[row] as number] === 1) rows.push(row)
		else if (wanted !== null && transaction[row] !== NONE && wanted[transaction[row] as number] === 1) rows.push(row)
	}
	return rows
}
