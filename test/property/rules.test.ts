import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { trace } from '../../src/trace.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitrarySpacedTable } from '../support/reference/arbitrarySpacedTable.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { looksMixed } from '../support/reference/looksMixed.js'
import { referenceAccounts } from '../support/reference/referenceAccounts.js'
import { referenceOutputs } from '../support/reference/referenceOutputs.js'
import { ACCOUNT_RULES, OUTPUT_RULES } from '../support/reference/rules.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }

type Sums = Record<string, bigint>

function sums(rows: readonly (readonly [key: string, amount: bigint])[]): Sums {
	const found: Sums = {}
	for (const [key, amount] of rows) if (amount > 0n) found[key] = (found[key] ?? 0n) + amount
	return found
}

describe('every rule over random transfer tables, against the reference', () => {
	it.each([
		['tables', arbitraryTable],
		['tables spread over days', arbitrarySpacedTable],
	])('%s', async (_name, tables) => {
		await fc.assert(
			fc.asyncProperty(tables, fc.constantFrom(...ACCOUNT_RULES), async (table, method) => {
				const result = await trace({
					seeds: table.seeds.map(({ id: _id, ...seed }) => seed),
					sources: [await openTransferTables([{ name: 'table', bytes: csvOfRows(table.rows) }])],
					labels: labelBookOf([...table.stops].map((account) => [account, account] as const)),
					method,
					budget: EVERYTHING,
				})
				const arrived = result.endpoints.flatMap(({ accounts }) =>
					accounts.flatMap(({ account, amounts }) => amounts.map((row) => ({ account, ...row }))),
				)
				const key = (row: { seed: string; asset: string; account: string }): string =>
					`${row.seed} ${row.asset} ${row.account}`
				const columns = ACCOUNT_RULES.flatMap((rule) =>
					(['late', 'least'] as const).map((opening) =>
						sums(referenceAccounts({ ...table, rule, opening }).arrived.map((entry) => [key(entry), entry.amount])),
					),
				)
				const own = referenceAccounts({ ...table, rule: method, opening: 'late' })
				expect(sums(arrived.map((row) => [key(row), row.amount]))).toEqual(
					sums(own.arrived.map((entry) => [key(entry), entry.amount])),
				)
				expect(result.ledger.map(({ difference }) => difference)).toEqual(result.ledger.map(() => 0n))
				for (const row of arrived) {
					const figures = columns.map((column) => column[key(row)] ?? 0n)
					expect(row.lower).toBe(figures.reduce((a, b) => (b < a ? b : a)))
					expect(row.upper).toBe(figures.reduce((a, b) => (b > a ? b : a)))
					expect(
						(row.floor as bigint) <= (row.lower as bigint) && (row.ceiling as bigint) >= (row.upper as bigint),
					).toBe(true)
				}
			}),
			{ numRuns: runs(250) },
		)
	})
})

describe('every rule over random block graphs, against the reference', () => {
	it('gives what ends where, and what fees take', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryBlocks, fc.constantFrom(...OUTPUT_RULES), async (graph, method) => {
				fc.pre(!graph.transactions.some(looksMixed))
				const result = await trace({
					seeds: graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` })),
					sources: [memoryAdapter(utxoTransactions(graph.transactions))],
					labels: labelBookOf([...graph.stops].map((account) => [account, account] as const)),
					method,
					budget: EVERYTHING,
				})
				const reference = referenceOutputs({ ...graph, rule: method })
				const ended = sums(
					reference.ends.map((end) => [`${end.seed} ${end.account} ${end.reason === 'stop'}`, end.amount]),
				)
				const arrived = result.endpoints.flatMap(({ accounts }) =>
					accounts.flatMap(({ account, amounts }) =>
						amounts.map((row) => [`${row.seed} ${account} true`, row.amount] as const),
					),
				)
				const loose = result.looseEnds.map((row) => [`${row.seed} ${row.account} false`, row.amount] as const)
				expect(sums([...arrived, ...loose])).toEqual(ended)
				for (const { totals } of result.endpoints) {
					expect(
						(totals.floor as bigint) <= (totals.lower as bigint) &&
							(totals.ceiling as bigint) >= (totals.upper as bigint),
					).toBe(true)
				}
				expect(sums(result.ledger.map(({ seed, fees }) => [seed, fees]))).toEqual(
					sums(reference.fees.map(({ seed, amount }) => [seed, amount])),
				)
			}),
			{ numRuns: runs(250) },
		)
	})
})
