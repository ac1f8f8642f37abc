import { lesser } from './lesser.js'
import { orderRows, type Row } from './orderRows.js'
import { payAccount } from './payAccount.js'
import { type AccountSeed, isSentBySeed, isWalked, type ReferenceTable } from './referenceTable.js'
import type { AccountRule } from './rules.js'
import { type Lot, labelsOf, takeLots, totalOf } from './takeLots.js'
import { type Entry, Tally } from './tally.js'
import { tihoAllotments, tihoWindow } from './tihoWindow.js'

export interface ReferenceAccountsInput extends ReferenceTable {
	readonly rule: AccountRule
	readonly opening: 'late' | 'least'
}

/** Places where the specification can be read in two ways and the reading made a difference to what was computed. */
export type Reading = 'amountPerAsset' | 'haircutReturnedOrder' | 'seedAtStop' | 'severalActiveSeeds' | 'windowReopened'

export interface ReferenceResult {
	/** Newly seeded value per seed and asset; a row of zero where a named asset was never sent. */
	readonly seeded: { readonly seed: string; readonly asset: string; readonly amount: bigint }[]
	/** Taint that ended at a stop. */
	readonly arrived: Entry[]
	/** Taint that stays in a walked ledger. */
	readonly residual: Entry[]
	/** Taint paid to nobody, under the paying account. */
	readonly burned: Entry[]
	/** All taint that ever came in, at stops and walked accounts alike. */
	readonly arrivals: Entry[]
	/** Least clean opening balance of each walked ledger over all rows, where above zero. */
	readonly leastOpening: { readonly account: string; readonly asset: string; readonly amount: bigint }[]
	/** Outflow beyond recorded inflow (and beyond the opening, if there is one), where above zero. */
	readonly unrecorded: { readonly account: string; readonly asset: string; readonly amount: bigint }[]
	/** Fewest steps of a time-respecting path in one asset; 0 for seed accounts; accounts never reached are absent. */
	readonly hops: ReadonlyMap<string, number>
	readonly readings: ReadonlySet<Reading>
}

/** Follows every seed through the whole table, row by row, with explicit queues of lots. */
export function referenceAccounts(input: ReferenceAccountsInput): ReferenceResult {
	const rows = orderRows(input.rows)
	const queues = new Map<string, Lot[]>()
	const steps = new Map<string, number>()
	const [seeded, arrived, residual, burned, arrivals] = [
		new Tally(),
		new Tally(),
		new Tally(),
		new Tally(),
		new Tally(),
	]
	const [opening, unrecorded] = [leastOpening(input, rows), new Tally()]
	const readings = new Set<Reading>()
	const allotments = new Map<Row, bigint>()
	if (input.seeds.some((seed) => input.stops.has(seed.account))) readings.add('seedAtStop')

	const queueOf = (account: string, asset: string): Lot[] => {
		const key = `${account} ${asset}`
		const first = input.opening === 'least' ? opening.get([account, asset]) : 0n
		if (!queues.has(key)) queues.set(key, first > 0n ? [{ label: null, amount: first }] : [])
		return queues.get(key)!
	}
	const roomOf = (seed: AccountSeed, asset: string): bigint | null =>
		seed.amount === undefined ? null : seed.amount - seeded.get([seed.id, asset])
	const activeFor = (row: Row): AccountSeed[] =>
		input.seeds.filter((seed) => isSentBySeed(seed, row) && (roomOf(seed, row.asset) ?? 1n) > 0n)

	/** Returned value, then newly seeded value, then the rest. */
	const paySeeded = (row: Row, active: readonly AccountSeed[]): Lot[] => {
		const queue = queueOf(row.from!, row.asset)
		const before = totalOf(queue) - totalOf(queue, null)
		if (input.rule !== 'fifo' && input.rule !== 'lifo' && labelsOf(queue).length > 1 && before > row.amount)
			readings.add('haircutReturnedOrder')
		const returned = takeLots(queue, (lot, taken) => (lot.label === null ? 0n : row.amount - totalOf(taken)))
		const notReturned = row.amount - totalOf(returned)
		const clean = takeLots(queue, (lot, taken) => (lot.label === null ? notReturned - totalOf(taken) : 0n))
		unrecorded.add([row.from!, row.asset], notReturned - totalOf(clean))
		if (active.length > 1 && notReturned > 0n) readings.add('severalActiveSeeds')
		let rest = notReturned
		const fresh = active.map((seed) => {
			const room = roomOf(seed, row.asset)
			const amount = lesser(room ?? rest, rest)
			rest -= amount
			seeded.add([seed.id, row.asset], amount)
			return { label: seed.id, amount }
		})
		return [...returned, ...fresh, { label: null, amount: rest }]
	}

	/** What a window sets aside for a payment; the payment opens one where none is open. */
	const allotted = (row: Row, taint: bigint): bigint => {
		if (!allotments.has(row)) {
			const place = rows.indexOf(row)
			const last = rows.slice(0, place).findLast((other) => isOf(other, row.from!, row.asset))
			if (taint > 0n && last !== undefined && last.to !== row.from) readings.add('windowReopened')
			const window = tihoWindow(rows, place, (other) => activeFor(other).length > 0)
			for (const [member, amount] of tihoAllotments(window, taint)) allotments.set(member, amount)
		}
		return allotments.get(row)!
	}

	/** What the rule takes, then the clean excess that no record explains. */
	const payOrdinary = (row: Row): Lot[] => {
		const queue = queueOf(row.from!, row.asset)
		const balance = totalOf(queue)
		const recorded = lesser(row.amount, balance)
		unrecorded.add([row.from!, row.asset], row.amount - recorded)
		const lots = payAccount(input.rule, queue, recorded, () => allotted(row, balance - totalOf(queue, null)))
		return [...lots, { label: null, amount: row.amount - recorded }]
	}

	for (const row of rows) {
		let lots: Lot[] = [{ label: null, amount: row.amount }]
		let step: number | undefined
		if (row.from !== null && isWalked(input, row.from)) {
			const active = activeFor(row)
			lots = active.length > 0 ? paySeeded(row, active) : payOrdinary(row)
			const reached = steps.get(`${row.from} ${row.asset}`)
			step = active.length > 0 ? 1 : reached === undefined ? undefined : reached + 1
		}
		lots = lots.filter((lot) => lot.amount > 0n)
		if (totalOf(lots) !== row.amount) throw new Error(`a transfer of ${row.amount} carries ${totalOf(lots)}`)
		if (row.to !== null && step !== undefined) {
			const key = `${row.to} ${row.asset}`
			steps.set(key, Math.min(step, steps.get(key) ?? step))
		}
		if (row.to !== null && isWalked(input, row.to)) queueOf(row.to, row.asset).push(...lots)
		for (const { label, amount } of lots) {
			if (label === null) continue
			if (row.to === null) burned.add([label, row.asset, row.from!], amount)
			else arrivals.add([label, row.asset, row.to], amount)
			if (row.to !== null && !isWalked(input, row.to)) arrived.add([label, row.asset, row.to], amount)
		}
	}

	for (const [key, queue] of queues) {
		const [account, asset] = key.split(' ') as [string, string]
		for (const label of labelsOf(queue)) residual.add([label, asset, account], totalOf(queue, label))
	}
	for (const seed of input.seeds) {
		const sent = new Set(rows.filter((row) => isSentBySeed(seed, row)).map((row) => row.asset))
		if (seed.amount !== undefined && sent.size > 1) readings.add('amountPerAsset')
		for (const asset of seed.asset === undefined ? sent : [seed.asset]) seeded.add([seed.id, asset], 0n)
	}
	const result: ReferenceResult = {
		seeded: seeded.rows().map(({ names, amount }) => ({ seed: names[0]!, asset: names[1]!, amount })),
		arrived: arrived.entries(),
		residual: residual.entries(),
		burned: burned.entries(),
		arrivals: arrivals.entries(),
		leastOpening: ledgerRows(opening),
		unrecorded: ledgerRows(unrecorded),
		hops: hopsOf(input, steps),
		readings,
	}
	checkConservation(result)
	return result
}

const isOf = (row: Row, account: string, asset: string): boolean =>
	row.asset === asset && (row.from === account || row.to === account)

/** Deepest shortfall of each walked ledger; a row pays before it is received, also where both are one account. */
function leastOpening(input: ReferenceTable, rows: readonly Row[]): Tally {
	const [balances, opening] = [new Tally(), new Tally()]
	for (const { from, to, asset, amount } of rows) {
		if (from !== null && isWalked(input, from)) {
			balances.add([from, asset], -amount)
			const missing = -balances.get([from, asset]) - opening.get([from, asset])
			if (missing > 0n) opening.add([from, asset], missing)
		}
		if (to !== null && isWalked(input, to)) balances.add([to, asset], amount)
	}
	return opening
}

function ledgerRows(tally: Tally): { account: string; asset: string; amount: bigint }[] {
	return tally
		.rows()
		.filter((row) => row.amount > 0n)
		.map(({ names, amount }) => ({ account: names[0]!, asset: names[1]!, amount }))
}

function hopsOf(input: ReferenceTable, steps: ReadonlyMap<string, number>): Map<string, number> {
	const hops = new Map<string, number>()
	for (const [key, step] of steps) {
		const account = key.split(' ')[0]!
		hops.set(account, Math.min(step, hops.get(account) ?? step))
	}
	for (const seed of input.seeds) hops.set(seed.account, 0)
	return hops
}

function checkConservation(result: ReferenceResult): void {
	const open = new Tally()
	for (const { seed, asset, amount } of result.seeded) open.add([seed, asset], amount)
	for (const { seed, asset, amount } of [...result.arrived, ...result.residual, ...result.burned]) {
		open.add([seed, asset], -amount)
	}
	for (const { names, amount } of open.rows()) {
		if (amount !== 0n) throw new Error(`${names.join(' in ')}: ${amount} is unaccounted for`)
	}
}
