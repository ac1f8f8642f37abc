import { lesser } from './lesser.js'
import { orderRows } from './orderRows.js'
import { isSentBySeed, isWalked, type ReferenceTable } from './referenceTable.js'
import { type Entry, Tally } from './tally.js'

export interface PoisonResult {
	/** Transfers that ended at a stop, counted in full. */
	readonly arrived: Entry[]
	/** The same at every account. */
	readonly arrivals: Entry[]
}

/**
 * Each seed alone. The seed's own outflows count up to its amount (the one that crosses it in part) until something of
 * it comes back; from the first arrival at any account, seed account included, each later outflow counts in full.
 */
export function referencePoison(table: ReferenceTable): PoisonResult {
	const rows = orderRows(table.rows)
	const [arrived, arrivals] = [new Tally(), new Tally()]
	for (const seed of table.seeds) {
		const poisoned = new Set<string>()
		const sent = new Tally()
		for (const row of rows) {
			if (row.from === null || !isWalked(table, row.from)) continue
			let amount = 0n
			if (poisoned.has(`${row.from} ${row.asset}`)) {
				amount = row.amount
			} else if (isSentBySeed(seed, row)) {
				const room = seed.amount === undefined ? row.amount : seed.amount - sent.get([row.asset])
				amount = lesser(room, row.amount)
				sent.add([row.asset], amount)
			}
			if (amount === 0n || row.to === null) continue
			arrivals.add([seed.id, row.asset, row.to], amount)
			if (isWalked(table, row.to)) poisoned.add(`${row.to} ${row.asset}`)
			else arrived.add([seed.id, row.asset, row.to], amount)
		}
	}
	return { arrived: arrived.entries(), arrivals: arrivals.entries() }
}
