import { orderRows } from './orderRows.js'
import type { Origins } from './referenceOrigins.js'
import { isSentBySeed, isWalked, type ReferenceTable } from './referenceTable.js'

/** Parts of a unit: so fine that rounding them matters to nobody. */
export const FINE = 1n << 128n

/**
 * The same as `referenceOrigins` where every payment takes the same share of everything held: amounts in parts of a unit,
 * as the mixture itself has them, rounded nowhere.
 */
export function referenceShares(table: ReferenceTable): Origins {
	const pools = new Map<string, Map<string, bigint>>()
	const rest = new Map<string, bigint>()
	for (const row of orderRows(table.rows)) {
		const { from, to, asset, amount } = row
		const paid = new Map<string, bigint>()
		if (from === null) paid.set(`|unseen ${to}`, amount * FINE)
		else if (!isWalked(table, from)) paid.set(`|stop ${from}`, amount * FINE)
		else {
			const pool = pools.get(`${from} ${asset}`) ?? new Map<string, bigint>()
			const balance = [...pool.values()].reduce((a, b) => a + b, 0n)
			const missing = amount * FINE > balance ? amount * FINE - balance : 0n
			for (const [key, held] of pool) {
				const part = missing > 0n || balance === 0n ? held : (held * amount * FINE) / balance
				paid.set(key, part)
				pool.set(key, held - part)
			}
			if (missing > 0n) paid.set(`|unseen ${from}`, (paid.get(`|unseen ${from}`) ?? 0n) + missing)
		}
		const seed = table.seeds.find((own) => isSentBySeed(own, { ...row, from: to }))
		const target = to === null || !isWalked(table, to) ? rest : (pools.get(`${to} ${asset}`) ?? new Map())
		if (target !== rest) pools.set(`${to} ${asset}`, target)
		for (const [key, part] of paid) {
			const named = seed === undefined ? key : `${seed.id}|${key.slice(key.indexOf('|') + 1)}`
			target.set(named, (target.get(named) ?? 0n) + part)
		}
	}
	const sums = new Map<string, bigint>()
	for (const pool of [rest, ...pools.values()]) {
		for (const [key, part] of pool) {
			const [owner, origin] = key.split('|') as [string, string]
			if (owner !== '') sums.set(`${owner} ${origin}`, (sums.get(`${owner} ${origin}`) ?? 0n) + part)
		}
	}
	return sums
}
