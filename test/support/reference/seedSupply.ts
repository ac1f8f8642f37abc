import { lesser } from './lesser.js'
import type { Row } from './orderRows.js'
import type { ReferenceBoundsInput } from './referenceBounds.js'
import { type AccountSeed, isSentBySeed, isWalked } from './referenceTable.js'

/** What a payment by a seed account carries of the seeds asked for. */
export interface Marked {
	/** Units that it carries whatever the rule. */
	readonly sure: bigint
	/** Whether value that came back is part of the sure units. */
	readonly replaces: boolean
	/** Seeds of which it may newly carry something, beside what came back. */
	readonly possible: readonly string[]
	/** Whether it may carry what came back and nothing new of the seeds asked for. */
	readonly passes: boolean
}

export interface SeedSupply {
	/** Payments by seed accounts for which a seed may have room; the others are payments like any other. */
	readonly of: ReadonlyMap<Row, Marked>
	/** What a seed with an amount may still mark where it is not sure how much; absent: no limit. */
	readonly possible: ReadonlyMap<string, bigint>
	/** Whether nothing depends on the rule or on the order of tied rows. */
	readonly isFixed: boolean
}

/**
 * How much new value enters with which payment. This is sure as long as nothing marked can have come back to the seed
 * account before, or where a seed without amount makes the whole payment marked; elsewhere it depends on the rule.
 */
export function seedSupply(
	input: Pick<ReferenceBoundsInput, 'seeds' | 'seed' | 'stops' | 'rows'>,
	groups: readonly (readonly Row[])[],
): SeedSupply {
	const supplies = new Map<Row, Marked>()
	const rooms = new Map(input.seeds.map((seed) => [seed.id, seed.amount]))
	const reached = new Set<string>()
	const unsure = new Set<string>()
	const replacing = new Set<string>()
	let isFixed = true
	const isAsked = (seed: AccountSeed): boolean => input.seed === null || seed.id === input.seed
	const candidates = (row: Row): AccountSeed[] =>
		input.seeds.filter((seed) => isSentBySeed(seed, row) && (unsure.has(row.from!) || rooms.get(seed.id) !== 0n))

	for (const group of groups) {
		const granted = new Map(group.map((row) => [row, candidates(row)]))
		spread(group, granted)
		for (const account of new Set(group.flatMap((row) => (row.from === null ? [] : [row.from])))) {
			const own = group.filter((row) => row.from === account)
			const seeded = own.filter((row) => granted.get(row)!.length > 0)
			if (seeded.length > 0 && (reached.has(account) || !isAnyOrder(seeded))) unsure.add(account)
			for (const row of own) {
				const seeds = granted.get(row)!
				const isWhole = input.seed === null && seeds.some((seed) => seed.amount === undefined)
				if (replacing.has(account) && !isWhole) isFixed = false
				if (seeds.length === 0) continue
				const fresh = unsure.has(account) ? 0n : mark(row, seeds)
				if (isWhole) {
					const replaces = reached.has(account)
					if (replaces) replacing.add(account)
					supplies.set(row, { sure: row.amount, replaces, possible: [], passes: false })
				} else if (unsure.has(account)) {
					isFixed = false
					const possible = seeds.filter(isAsked).map((seed) => seed.id)
					supplies.set(row, { sure: 0n, replaces: false, possible, passes: possible.length === 0 })
				} else {
					supplies.set(row, { sure: fresh, replaces: false, possible: [], passes: false })
				}
			}
		}
	}
	const possible = [...rooms].filter((entry): entry is [string, bigint] => entry[1] !== undefined)
	return { of: supplies, possible: new Map(possible), isFixed }

	/** Accounts that marked value may have reached by the end of a group, under some rule and order. */
	function spread(group: readonly Row[], granted: ReadonlyMap<Row, readonly AccountSeed[]>): void {
		for (;;) {
			const next = group.find(
				({ from, to }, place) =>
					from !== null &&
					to !== null &&
					isWalked(input, from) &&
					isWalked(input, to) &&
					(reached.has(from) || granted.get(group[place]!)!.length > 0) &&
					!reached.has(to),
			)
			if (next === undefined) return
			reached.add(next.to!)
		}
	}

	/** Whether tied payments of one account are marked alike in any order. */
	function isAnyOrder(rows: readonly Row[]): boolean {
		if (rows.length === 1) return true
		const first = input.seeds.find((seed) => isSentBySeed(seed, rows[0]!) && rooms.get(seed.id) !== 0n)
		if (first === undefined || rows.some((row) => candidates(row)[0] !== first)) return false
		const room = rooms.get(first.id)
		return room === undefined || room >= rows.reduce((sum, row) => sum + row.amount, 0n)
	}

	/** Uses up the room of seeds in case order; returns how much is marked by those asked for. */
	function mark(row: Row, seeds: readonly AccountSeed[]): bigint {
		let [rest, asked] = [row.amount, 0n]
		for (const seed of seeds) {
			const room = rooms.get(seed.id)
			const amount = lesser(room ?? rest, rest)
			if (room !== undefined) rooms.set(seed.id, room - amount)
			if (isAsked(seed)) asked += amount
			rest -= amount
		}
		return asked
	}
}
