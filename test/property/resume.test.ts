import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { RULE_IDS, type RuleId } from '../../src/model/method.js'
import { DIRECTIONS } from '../../src/model/options.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { unevenly } from '../support/unevenly.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const GRAPHS = runs(60)
/** A graph is traced at most a dozen times: two tenths of a second where nothing else runs. */
const LIMIT_MS = 60_000 + 1000 * GRAPHS
/** Places at which a trace is stopped, at most. */
const STOPS = 5

const UNLIMITED = 1000
const BACKWARD = RULE_IDS.filter((rule) => RULES[rule].looksBack)

/** What may be asked of any facts, with every limit now and then. */
const questions = (rules: readonly RuleId[]) =>
	fc.constantFrom(...DIRECTIONS).chain((direction) =>
		fc.record({
			direction: fc.constant(direction),
			method: fc.constantFrom(...(direction === 'forward' ? rules : BACKWARD)),
			panel: fc.constantFrom('all' as const, 'none' as const),
			mix: fc.constantFrom('stop' as const, 'set' as const),
			budget: fc.record({
				minShare: fc.constantFrom(0, 0, 0.05, 0.4),
				hops: fc.constantFrom(UNLIMITED, UNLIMITED, 1, 3),
				maxDegree: fc.constantFrom(1000, 1000, 1, 2, 4),
			}),
			window: fc.constantFrom('none' as const, 'none' as const, 'from' as const, 'to' as const),
			start: fc.nat(),
		}),
	)

/** Notes what is asked of a source, under its name. */
const noting = (source: ChainAdapter, asked: string[], name: number): ChainAdapter => ({
	...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
	describe: (options) => source.describe(options),
	fetch: (queries, options) => {
		asked.push(...queries.map(({ kind, subject }) => `${name} ${kind} ${subject}`))
		return source.fetch(queries, options)
	},
})

/** Stops a trace after some look-ups and goes on from its token: the bytes of one run, and nothing is asked twice. */
async function expectResumed(options: TraceOptions, start: number): Promise<void> {
	const whole = await trace(options)
	const bytes = JSON.stringify(whole)
	const step = Math.max(1, Math.ceil(whole.lookups / STOPS))
	for (let lookups = start % step; lookups < whole.lookups; lookups += step) {
		const asked: string[] = []
		const sources = options.sources.map((source, i) => noting(unevenly(source, start + lookups), asked, i))
		const stopped = await trace({ ...options, sources, budget: { ...options.budget, lookups } })
		expect(stopped.lookups <= lookups).toBe(true)
		if (stopped.status === 'complete') {
			// Once more is read a share can shrink and the way to an account prove longer: what one run followed early, the
			// other may leave at such a limit. Without one, all that was followed for nothing changes no figure.
			const { minShare, hops } = options.budget ?? {}
			if (minShare === 0 && hops === UNLIMITED) expect(stopped.ledger).toEqual(whole.ledger)
			continue
		}
		const resume = JSON.parse(JSON.stringify(stopped.resume))
		const continued = await trace({ ...options, sources, resume })
		expect(JSON.stringify(continued) === bytes).toBe(true)
		expect(new Set(asked).size).toBe(asked.length)
	}
}

describe(`${GRAPHS} traces of each kind that were stopped anywhere and continued are the trace in one go`, () => {
	it('on transfer tables, in one source or in two', { timeout: LIMIT_MS }, async () => {
		const property = fc.asyncProperty(
			arbitraryTable,
			questions(RULE_IDS),
			fc.boolean(),
			async (table, { window, start, ...question }, isSplit) => {
				const middle = Math.floor(table.rows.reduce((sum, { time }) => sum + time, 0) / table.rows.length)
				// Two sources of one chain have to keep the same clock.
				const isTimed = table.rows.some(({ block }) => block === null)
				const told = table.rows.map((row) => (isTimed ? { ...row, block: null } : row))
				const halves = isSplit ? [0, 1] : [null]
				const sources = await Promise.all(
					halves.map((half) => {
						const rows = told.filter(({ time }) => half === null || Number(time > middle) === half)
						return openTransferTables([{ name: `table ${half}`, bytes: csvOfRows(rows) }])
					}),
				)
				const described = await Promise.all(sources.map((source) => source.describe()))
				// A part without rows holds no chain.
				const held = sources.filter((_, i) => (described[i]?.chains.length ?? 0) > 0)
				const seeds = table.seeds.map(({ id: _id, amount, ...seed }) =>
					question.direction === 'forward' && amount !== undefined ? { ...seed, amount } : seed,
				)
				const labels = labelBookOf([...table.stops].map((account) => [account, account] as const))
				const bound = window === 'none' ? {} : { [window]: { seconds: middle } }
				await expectResumed({ seeds, labels, sources: held, ...question, ...bound }, start)
			},
		)
		await fc.assert(property, { numRuns: GRAPHS })
	})

	it('on output ledgers', { timeout: LIMIT_MS }, async () => {
		const property = fc.asyncProperty(
			arbitraryBlocks,
			questions(RULE_IDS.filter((rule) => rule !== 'libr')),
			async (graph, { window, start, ...question }) => {
				const seeds = graph.seeds.map(({ txid, vout }) => `bitcoin/${txid}:${vout}`)
				const labels = labelBookOf([...graph.stops].map((account) => [account, account] as const))
				const heights = graph.transactions
					.filter(({ txid }) => graph.seeds.some((seed) => seed.txid === txid))
					.map(({ height }) => height)
				// What a seed names has to lie inside.
				const height = window === 'from' ? Math.min(...heights) : Math.max(...heights)
				const bound = window === 'none' ? {} : { [window]: { height } }
				const sources = [memoryAdapter(utxoTransactions(graph.transactions))]
				await expectResumed({ seeds, labels, sources, ...question, ...bound }, start)
			},
		)
		await fc.assert(property, { numRuns: GRAPHS })
	})
})
