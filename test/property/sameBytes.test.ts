import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { RULE_IDS } from '../../src/model/method.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import type { Row } from '../support/reference/orderRows.js'
import type { ReferenceTable } from '../support/reference/referenceTable.js'
import { numbersFrom, unevenly } from '../support/unevenly.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
const budgets = fc.constantFrom(
	EVERYTHING,
	{ ...EVERYTHING, hops: 2 },
	{ ...EVERYTHING, minShare: 0.3 },
	{ lookups: 4 },
)
const methods = fc.constantFrom(...RULE_IDS)
const open = (...tables: (readonly Row[])[]): Promise<ChainAdapter> =>
	openTransferTables(tables.map((rows, i) => ({ name: `table${i}`, bytes: csvOfRows(rows) })))

const optionsOf = (table: ReferenceTable): Pick<TraceOptions, 'seeds' | 'labels'> => ({
	seeds: table.seeds.map(({ id: _id, ...seed }) => seed),
	labels: labelBookOf([...table.stops].map((account) => [account, account] as const)),
})

const bytesOf = async (result: Promise<TraceResult>): Promise<string> => canonicalJson((await result).toJSON())

function shuffled<T>(items: readonly T[], start: number): T[] {
	const next = numbersFrom(start)
	const keyed = items.map((item) => ({ item, key: next() }))
	return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item)
}

describe('the same facts give the same bytes', () => {
	it('in whatever order and pages a table gives its rows', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, methods, budgets, fc.nat(), async (table, method, budget, start) => {
				const options = { ...optionsOf(table), method, budget }
				const plain = await bytesOf(trace({ ...options, sources: [await open(table.rows)] }))
				const reordered = await open(shuffled(table.rows, start))
				expect(await bytesOf(trace({ ...options, sources: [unevenly(reordered, start)] }))).toBe(plain)
			}),
			{ numRuns: runs(80) },
		)
	})

	it('in whatever order and pages blocks give their transactions', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryBlocks, budgets, fc.nat(), async (graph, budget, start) => {
				const transactions = utxoTransactions(graph.transactions)
				const options: Omit<TraceOptions, 'sources'> = {
					seeds: graph.seeds.map(({ txid, vout }) => `bitcoin/${txid}:${vout}`),
					labels: labelBookOf([...graph.stops].map((account) => [account, account] as const)),
					budget,
				}
				const plain = await bytesOf(trace({ ...options, sources: [memoryAdapter(transactions)] }))
				const other = unevenly(memoryAdapter(shuffled(transactions, start)), start)
				expect(await bytesOf(trace({ ...options, sources: [other] }))).toBe(plain)
			}),
			{ numRuns: runs(80) },
		)
	})

	it('told by one table, by two, or by two sources that both know all', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, methods, fc.nat(), async (table, method, start) => {
				const options = { ...optionsOf(table), method, budget: EVERYTHING }
				const one = await trace({ ...options, sources: [await open(table.rows)] })
				const next = numbersFrom(start)
				const [left, right] = [table.rows.filter(() => next() < 0.6), table.rows.filter(() => next() < 0.6)]
				const rest = table.rows.filter((row) => !left.includes(row) && !right.includes(row))
				const tables = [left, [...right, ...rest]].filter((rows) => rows.length > 0)
				const two = await trace({ ...options, sources: [await open(...tables)] })
				expect(canonicalJson(two.toJSON())).toBe(canonicalJson(one.toJSON()))
				const twice = [await open(table.rows), unevenly(await open(table.rows), start)]
				const both = await trace({ ...options, sources: twice })
				expect(both.factsHash).toBe(one.factsHash)
				const figures = ({ endpoints, flows, looseEnds, ledger }: TraceResult): unknown => ({
					endpoints,
					flows,
					looseEnds,
					ledger,
				})
				expect(figures(both)).toEqual(figures(one))
				for (const { assurance } of both.coverage) expect(assurance).toBe('quorum 2/2')
			}),
			{ numRuns: runs(60) },
		)
	})

	it('whatever the pauses between pages', async () => {
		for (const [i, table] of fc.sample(arbitraryTable, { numRuns: runs(12), seed: 7 }).entries()) {
			const options = { ...optionsOf(table), budget: EVERYTHING }
			const source = await open(table.rows)
			const plain = await bytesOf(trace({ ...options, sources: [source, source] }))
			const slow = [unevenly(source, i, 2), unevenly(source, i + 100, 2)]
			expect(await bytesOf(trace({ ...options, sources: slow }))).toBe(plain)
		}
	})

	it('under a budget that nothing reaches', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, async (table) => {
				const options = { ...optionsOf(table), sources: [await open(table.rows)] }
				const free = await trace({ ...options, budget: EVERYTHING })
				const wide = await trace({ ...options, budget: { ...EVERYTHING, lookups: free.lookups, seconds: 1000 } })
				const facts = ({ endpoints, flows, looseEnds, ledger, status }: TraceResult): unknown => ({
					...{ endpoints, flows, looseEnds, ledger, status },
				})
				expect(facts(wide)).toEqual(facts(free))
				expect(wide.factsHash).toBe(free.factsHash)
				expect(wide.method.configHash).not.toBe(free.method.configHash)
			}),
			{ numRuns: runs(60) },
		)
	})
})
