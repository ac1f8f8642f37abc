import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter, Query } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { RULE_IDS } from '../../src/model/method.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
const methods = fc.constantFrom(...RULE_IDS)

/** Stops a trace after some look-ups and goes on from its token: the bytes of one run, and nothing is asked twice. */
async function expectResumed(source: ChainAdapter, rest: Omit<TraceOptions, 'sources'>, stop: number): Promise<void> {
	const asked: Query[] = []
	const noting: ChainAdapter = {
		...source,
		describe: (options) => source.describe(options),
		fetch: (queries, options) => {
			asked.push(...queries)
			return source.fetch(queries, options)
		},
	}
	const options = { ...rest, sources: [noting] }
	const whole = await trace({ ...options, budget: EVERYTHING })
	const lookups = stop % (whole.lookups + 1)
	asked.length = 0
	const stopped = await trace({ ...options, budget: { ...EVERYTHING, lookups } })
	expect(stopped.lookups).toBeLessThanOrEqual(lookups)
	if (stopped.resume === undefined) return expect(stopped.looseEnds).toEqual(whole.looseEnds)
	const resume = JSON.parse(JSON.stringify(stopped.resume))
	const continued = await trace({ ...options, budget: EVERYTHING, resume })
	expect(JSON.stringify(continued)).toBe(JSON.stringify(whole))
	expect(new Set(asked.map(({ kind, subject }) => `${kind} ${subject}`)).size).toBe(asked.length)
}

describe('a trace that was stopped anywhere and continued is the trace in one go', () => {
	it('on transfer tables', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTable, methods, fc.nat(50), async (table, method, stop) => {
				const source = await openTransferTables([{ name: 'table', bytes: csvOfRows(table.rows) }])
				const seeds = table.seeds.map(({ id: _id, ...seed }) => seed)
				const labels = labelBookOf([...table.stops].map((account) => [account, account] as const))
				await expectResumed(source, { seeds, labels, method }, stop)
			}),
			{ numRuns: runs(60) },
		)
	})

	it('on output ledgers', async () => {
		const onOutputs = fc.constantFrom(...RULE_IDS.filter((rule) => rule !== 'libr'))
		await fc.assert(
			fc.asyncProperty(arbitraryBlocks, onOutputs, fc.nat(50), async (graph, method, stop) => {
				const seeds = graph.seeds.map(({ txid, vout }) => `bitcoin/${txid}:${vout}`)
				const labels = labelBookOf([...graph.stops].map((account) => [account, account] as const))
				await expectResumed(memoryAdapter(utxoTransactions(graph.transactions)), { seeds, labels, method }, stop)
			}),
			{ numRuns: runs(60) },
		)
	})
})
