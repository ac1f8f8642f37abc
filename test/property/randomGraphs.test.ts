import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { openTransferTables } from '../../src/chains/table/index.js'
import { canonicalJson } from '../../src/model/canonicalJson.js'
import { RULE_IDS, type RuleId } from '../../src/model/method.js'
import { compareEvents, compareText } from '../../src/model/order.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { orderRows } from '../support/reference/orderRows.js'
import { unevenly } from '../support/unevenly.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
/** Graphs of both kinds together; `npm run test:long` looks at 10,000. */
const GRAPHS = runs(200)
/** A graph is traced four times: a tenth of a second where nothing else runs. */
const LIMIT_MS = 60_000 + 1000 * GRAPHS

/** How often each thing was found to hold: one violation ends the test. */
class Counts {
	readonly #counts = new Map<string, number>()

	add(what: string, times = 1): void {
		this.#counts.set(what, (this.#counts.get(what) ?? 0) + times)
	}

	of(what: string): number {
		return this.#counts.get(what) ?? 0
	}

	print(title: string): void {
		const lines = [...this.#counts]
			.sort(([a], [b]) => compareText(a, b))
			.map(([what, times]) => `  ${String(times).padStart(8)} ${what}`)
		process.stdout.write(`${title}\n${lines.join('\n')}\n         0 violations\n`)
	}
}

interface Case {
	readonly options: Omit<TraceOptions, 'sources'>
	readonly source: ChainAdapter
	/** The same facts in another order. */
	readonly shuffled: ChainAdapter
	readonly placeOf: (transfer: string) => number
	/** Where a budget of look-ups ends the trace, in [0, 1) of all of them. */
	readonly stop: number
}

async function expectAll({ options, source, shuffled, placeOf, stop }: Case, counts: Counts): Promise<void> {
	const run = (more: Partial<TraceOptions> = {}): Promise<TraceResult> =>
		trace({ ...options, panel: [...RULE_IDS], sources: [source], budget: EVERYTHING, ...more })
	const whole = await run()
	const bytes = canonicalJson(whole.toJSON())
	checkResult(whole, placeOf)
	counts.add('ledger rows in which arrived, loose and fees are what was seeded', whole.ledger.length)
	expectInTime(whole, placeOf, counts)
	expectWithinBounds(whole, counts)

	expect(canonicalJson((await run({ sources: [shuffled] })).toJSON())).toBe(bytes)
	counts.add('results with the same bytes, whatever the order of facts')

	const lookups = Math.floor(stop * whole.lookups)
	const stopped = await run({ budget: { ...EVERYTHING, lookups } })
	checkResult(stopped, placeOf)
	const resume = JSON.parse(JSON.stringify(stopped.resume))
	expect(canonicalJson((await run({ resume })).toJSON())).toBe(bytes)
	counts.add('results with the same bytes after a stop')
}

/** Wherever value ended, it went there by transfers of which each is later than the one before. */
function expectInTime(result: TraceResult, placeOf: Case['placeOf'], counts: Counts): void {
	const arrived = result.flows.map(({ hops }) => hops.map(({ transfer }) => transfer))
	const loose = result.looseEnds.flatMap(({ flows }) => flows.map(({ path }) => result.transfersOf(path)))
	for (const transfers of [...arrived, ...loose]) {
		const places = transfers.map(placeOf)
		expect(places.every((place, i) => i === 0 || (places[i - 1] as number) < place)).toBe(true)
		counts.add('steps in time order', places.length)
	}
}

/** Every conserving rule, as the headline and in the panel, with both openings, lies inside floor and ceiling. */
function expectWithinBounds(result: TraceResult, counts: Counts): void {
	const conserves = (rule: string): boolean => rule !== 'poison'
	for (const { totals, amounts } of result.endpoints) {
		for (const { floor, ceiling, lower, upper, seedAmount, panel } of [totals, ...amounts]) {
			const own = conserves(result.method.rule) ? [seedAmount, lower, upper] : []
			const others = Object.entries(panel).flatMap(([rule, figure]) => (conserves(rule) ? [figure] : []))
			for (const figure of [...own, ...others]) {
				if (figure === null) continue
				expect((floor as bigint) <= figure && figure <= (ceiling as bigint)).toBe(true)
				counts.add('figures inside floor and ceiling')
			}
		}
	}
}

/** Counted once all held: a graph that is traced again to shrink a failure never gets here. */
function countCase(counts: Counts, method: RuleId, seeds: number): void {
	counts.add('graphs')
	counts.add(`under ${method}`)
	if (seeds > 1) counts.add('with several seeds')
}

describe(`${GRAPHS} random graphs: sums, order in time, bounds, any order of facts, any stop`, () => {
	it('on account ledgers', { timeout: LIMIT_MS }, async () => {
		const counts = new Counts()
		const property = fc.asyncProperty(
			arbitraryTable,
			fc.constantFrom(...RULE_IDS),
			fc.nat(),
			fc.double({ min: 0, max: 0.999, noNaN: true }),
			async (table, method, start, stop) => {
				const places = new Map(
					orderRows(table.rows).map(({ chain, txid, index }, i) => [`${chain}/${txid}#row:${index}`, i]),
				)
				const open = (rows: typeof table.rows) => openTransferTables([{ name: 'table', bytes: csvOfRows(rows) }])
				const other = [...table.rows].reverse()
				const seeds = table.seeds.map(({ id: _id, ...seed }) => seed)
				const labels = labelBookOf([...table.stops].map((account) => [account, account] as const))
				const [source, shuffled] = [await open(table.rows), unevenly(await open(other), start)]
				const placeOf = (id: string): number => places.get(id) as number
				await expectAll({ options: { seeds, labels, method }, source, shuffled, placeOf, stop }, counts)
				countCase(counts, method, seeds.length)
			},
		)
		await fc.assert(property, { numRuns: Math.ceil(GRAPHS / 2) })
		counts.print('random graphs of account ledgers')
		expect(counts.of('graphs')).toBe(Math.ceil(GRAPHS / 2))
		expect(counts.of('figures inside floor and ceiling')).toBeGreaterThan(GRAPHS)
	})

	it('on output ledgers', { timeout: LIMIT_MS }, async () => {
		const counts = new Counts()
		const property = fc.asyncProperty(
			arbitraryBlocks,
			fc.constantFrom(...RULE_IDS.filter((rule) => rule !== 'libr')),
			fc.nat(),
			fc.double({ min: 0, max: 0.999, noNaN: true }),
			async (graph, method, start, stop) => {
				const transactions = utxoTransactions(graph.transactions).sort(compareEvents)
				const places = new Map(
					transactions.flatMap(({ order: [height, index], outputs }) =>
						outputs.map(({ id }) => [id, height * 1000 + index]),
					),
				)
				const seeds = graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` }))
				const labels = labelBookOf([...graph.stops].map((account) => [account, account] as const))
				const source = memoryAdapter(transactions)
				const shuffled = unevenly(memoryAdapter(transactions), start)
				const placeOf = (id: string): number => places.get(id) as number
				await expectAll({ options: { seeds, labels, method }, source, shuffled, placeOf, stop }, counts)
				countCase(counts, method, seeds.length)
			},
		)
		await fc.assert(property, { numRuns: Math.floor(GRAPHS / 2) })
		counts.print('random graphs of output ledgers')
		expect(counts.of('graphs')).toBe(Math.floor(GRAPHS / 2))
		expect(counts.of('figures inside floor and ceiling')).toBeGreaterThan(GRAPHS / 4)
	})
})
