import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { type ReferenceResult, referenceAccounts } from '../support/reference/referenceAccounts.js'
import { referencePoison } from '../support/reference/referencePoison.js'
import type { ReferenceTable } from '../support/reference/referenceTable.js'
import type { Entry } from '../support/reference/tally.js'
import { runs } from './runs.js'

const RULES: ('fifo' | 'haircut')[] = ['fifo', 'haircut']
const OPENINGS = ['late', 'least'] as const
const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }

/** Two stops share an entity, so that the figures of entities are sums. */
const entityOf = (stops: ReadonlySet<string>, account: string): string => `service ${[...stops].indexOf(account) >> 1}`

async function traced(table: ReferenceTable, method: 'fifo' | 'haircut' | 'poison'): Promise<TraceResult> {
	const seeds = table.seeds.map(({ id: _id, ...seed }) => seed)
	const sources = [await openTransferTables([{ name: 'table', bytes: csvOfRows(table.rows) }])]
	const labels = labelBookOf([...table.stops].map((account) => [account, entityOf(table.stops, account)] as const))
	return trace({ seeds, sources, labels, method, budget: EVERYTHING, panel: RULES })
}

type Amounts = Map<string, bigint>

const total = (rows: readonly (readonly [key: string, amount: bigint])[]): Amounts => {
	const sums: Amounts = new Map()
	for (const [key, amount] of rows) if (amount > 0n) sums.set(key, (sums.get(key) ?? 0n) + amount)
	return new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))
}
const keyOf = (seed: string, asset: string, account: string): string => `${seed} ${asset} ${account}`
const sumOf = (entries: readonly Entry[]): Amounts =>
	total(entries.map(({ seed, asset, account, amount }) => [keyOf(seed, asset, account), amount]))

/** What of each seed ended at each account, for which reasons. */
function looseOf(result: TraceResult, wanted: (stop: string) => boolean): Amounts {
	return total(
		result.looseEnds
			.filter(({ stop }) => wanted(stop))
			.map(({ seed, asset, account, amount }) => [keyOf(seed, asset, account as string), amount]),
	)
}

const arrivedOf = (result: TraceResult): Amounts =>
	total(
		result.endpoints.flatMap(({ accounts }) =>
			accounts.flatMap(({ account, amounts }) =>
				amounts.map(({ seed, asset, amount }) => [keyOf(seed, asset, account), amount] as const),
			),
		),
	)

/** Bounds by account and by entity as the result has them, against the least and greatest of the four columns. */
function expectBounds(table: ReferenceTable, result: TraceResult, columns: readonly ReferenceResult[]): void {
	const by = (key: (entry: Entry) => string): { lower: Amounts; upper: Amounts } => {
		const sums = columns.map(({ arrived }) => total(arrived.map((entry) => [key(entry), entry.amount] as const)))
		const names = [...new Set(sums.flatMap((column) => [...column.keys()]))].sort()
		const figures = names.map((name) => ({ name, of: sums.map((column) => column.get(name) ?? 0n) }))
		const pick = (choose: (a: bigint, b: bigint) => bigint): Amounts =>
			new Map(figures.map(({ name, of }) => [name, of.reduce(choose)]))
		return { lower: pick((a, b) => (b < a ? b : a)), upper: pick((a, b) => (b > a ? b : a)) }
	}
	const sorted = (rows: (readonly [string, bigint])[]): Amounts => new Map(rows.sort(([a], [b]) => (a < b ? -1 : 1)))
	const byAccount = by(({ seed, asset, account }) => keyOf(seed, asset, account))
	const accountRows = result.endpoints.flatMap(({ accounts }) =>
		accounts.flatMap(({ account, amounts }) =>
			amounts.map((row) => ({ ...row, key: keyOf(row.seed, row.asset, account) })),
		),
	)
	expect(sorted(accountRows.map(({ key, lower }) => [key, lower as bigint]))).toEqual(byAccount.lower)
	expect(sorted(accountRows.map(({ key, upper }) => [key, upper as bigint]))).toEqual(byAccount.upper)
	const byEntity = by(({ asset, account }) => `${asset} ${entityOf(table.stops, account)}`)
	const totals = result.endpoints.map(({ seedAsset, entity, totals: row }) => ({
		...row,
		key: `${seedAsset} ${entity}`,
	}))
	expect(sorted(totals.map(({ key, lower }) => [key, lower as bigint]))).toEqual(byEntity.lower)
	expect(sorted(totals.map(({ key, upper }) => [key, upper as bigint]))).toEqual(byEntity.upper)
}

describe('trace() over random transfer tables, against the reference', () => {
	it('gives every figure of the conserving rules, under both openings', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, fc.constantFrom(...RULES), async (table, method) => {
				const result = await traced(table, method)
				const columns = RULES.flatMap((rule) =>
					OPENINGS.map((opening) => referenceAccounts({ ...table, rule, opening })),
				)
				const own = referenceAccounts({ ...table, rule: method, opening: 'late' })
				expect(result.status).toBe('complete')
				expect(arrivedOf(result)).toEqual(sumOf(own.arrived))
				expect(looseOf(result, (stop) => stop === 'endOfSource' || stop === 'ambiguous')).toEqual(sumOf(own.residual))
				expect(looseOf(result, (stop) => stop === 'burn')).toEqual(sumOf(own.burned))
				expect(looseOf(result, (stop) => !['endOfSource', 'ambiguous', 'burn'].includes(stop)).size).toBe(0)
				const seeded = (rows: readonly { seed: string; asset: string; amount: bigint }[]): Amounts =>
					total(rows.map(({ seed, asset, amount }) => [`${seed} ${asset}`, amount]))
				expect(seeded(result.ledger.map((row) => ({ ...row, amount: row.seeded })))).toEqual(seeded(own.seeded))
				for (const { difference, fees, toolLoss } of result.ledger)
					expect([difference, fees, toolLoss]).toEqual([0n, 0n, 0n])
				const openings = result.evidence
					.filter(({ claim }) => claim === 'opening')
					.map(
						({ heuristic: { params } }) =>
							[`${params.account} ${params.asset}`, BigInt(params.unrecordedInflow!)] as const,
					)
				const unrecorded = new Map(own.unrecorded.map(({ account, asset, amount }) => [`${account} ${asset}`, amount]))
				for (const [ledger, amount] of openings) expect([ledger, amount]).toEqual([ledger, unrecorded.get(ledger)])
				expectBounds(table, result, columns)
			}),
			{ numRuns: runs(200) },
		)
	})

	it('gives every figure of poison, each seed alone, with the fewest steps', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, async (table) => {
				const result = await traced(table, 'poison')
				const reference = referencePoison(table)
				expect(arrivedOf(result)).toEqual(sumOf(reference.arrived))
				for (const { lower, upper } of result.endpoints.map(({ totals }) => totals))
					expect([lower, upper]).toEqual([null, null])
			}),
			{ numRuns: runs(200) },
		)
	})

	it('counts the fewest steps of a time-respecting path', async () => {
		const unlimited = arbitraryTable.map((table) => ({
			...table,
			seeds: table.seeds.map(({ amount: _amount, ...seed }) => seed),
		}))
		await fc.assert(
			fc.asyncProperty(unlimited, async (table) => {
				// Under poison the walk goes wherever a path leads, so that none is overlooked.
				const result = await traced(table, 'poison')
				const { hops } = referenceAccounts({ ...table, rule: 'fifo', opening: 'late' })
				const rows = [
					...result.endpoints.flatMap(({ accounts }) => accounts),
					...result.looseEnds
						.filter(({ stop }) => stop !== 'burn')
						.map((end) => ({ ...end, account: end.account as string })),
				]
				const own = new Set(table.seeds.map(({ account }) => account))
				for (const { account, hops: steps } of rows)
					if (!own.has(account)) expect([account, steps]).toEqual([account, hops.get(account)])
			}),
			{ numRuns: runs(200) },
		)
	})
})
