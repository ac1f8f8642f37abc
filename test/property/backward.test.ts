import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { referenceOrigins } from '../support/reference/referenceOrigins.js'
import { referenceOutputOrigins } from '../support/reference/referenceOutputOrigins.js'
import { FINE, referenceShares } from '../support/reference/referenceShares.js'
import type { ReferenceTable } from '../support/reference/referenceTable.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const ORDERED = { fifo: 'front', lifo: 'back' } as const
const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }

type Sums = Map<string, bigint>

const sorted = (sums: ReadonlyMap<string, bigint>): Sums => new Map([...sums].sort(([a], [b]) => (a < b ? -1 : 1)))

function add(sums: Sums, key: string, amount: bigint): void {
	if (amount > 0n) sums.set(key, (sums.get(key) ?? 0n) + amount)
}

const table = arbitraryTable.map((drawn) => ({
	...drawn,
	seeds: drawn.seeds.map(({ amount: _amount, ...seed }) => seed),
}))

async function traced(drawn: ReferenceTable, method: 'fifo' | 'lifo' | 'haircut'): Promise<Sums> {
	const result = await trace({
		seeds: drawn.seeds.map(({ id: _id, ...seed }) => seed),
		sources: [await openTransferTables([{ name: 'table', bytes: csvOfRows(drawn.rows) }])],
		labels: labelBookOf([...drawn.stops].map((account) => [account, account] as const)),
		method,
		direction: 'backward',
		budget: EVERYTHING,
	})
	expect(result.status).toBe('complete')
	expectBalance(result)
	const found: Sums = new Map()
	for (const { seed, account, amount } of result.flows) add(found, `${seed} stop ${account}`, amount)
	for (const { seed, at, amount } of result.looseEnds) add(found, `${seed} unseen ${at}`, amount)
	return found
}

describe('what is traced back over random transfer tables', () => {
	it.each(['fifo', 'lifo'] as const)('is what %s carries forward from each origin, to the unit', async (method) => {
		await fc.assert(
			fc.asyncProperty(table, async (drawn) => {
				const found = await traced(drawn, method)
				expect(sorted(found)).toEqual(sorted(referenceOrigins(drawn, ORDERED[method])))
			}),
			{ numRuns: runs(200) },
		)
	})

	it('is the share that haircut carries forward, but for the rounding of each step', async () => {
		await fc.assert(
			fc.asyncProperty(table, async (drawn) => {
				const found = await traced(drawn, 'haircut')
				const shares = referenceShares(drawn)
				for (const key of new Set([...found.keys(), ...shares.keys()])) {
					const difference = (found.get(key) ?? 0n) * FINE - (shares.get(key) ?? 0n)
					expect((difference < 0n ? -difference : difference) <= BigInt(drawn.rows.length) * FINE).toBe(true)
				}
			}),
			{ numRuns: runs(200) },
		)
	})
})

describe('what is traced back over random block graphs', () => {
	it.each(['fifo', 'lifo'] as const)('is what %s carries forward from each output, to the unit', async (method) => {
		await fc.assert(
			fc.asyncProperty(arbitraryBlocks, async (graph) => {
				const result = await trace({
					seeds: graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` })),
					sources: [memoryAdapter(utxoTransactions(graph.transactions))],
					labels: labelBookOf([...graph.stops].map((account) => [account, account] as const)),
					method,
					direction: 'backward',
					heuristics: [],
					budget: EVERYTHING,
				})
				const found: Sums = new Map()
				const inChain = (id: string): string => id.slice(BITCOIN.length + 1)
				for (const { seed, source, amount } of result.flows) add(found, `${seed} stop ${inChain(source!)}`, amount)
				for (const { seed, at, stop, amount } of result.looseEnds)
					add(found, `${seed} ${stop === 'endOfSource' ? 'issued' : stop} ${inChain(at)}`, amount)
				expect(sorted(found)).toEqual(sorted(referenceOutputOrigins(graph, ORDERED[method])))
				expectBalance(result)
			}),
			{ numRuns: runs(200) },
		)
	})
})

/** Everything seeded is somewhere, and nothing is a fee: what a fee took never came to a seed. */
function expectBalance(result: TraceResult): void {
	for (const { direction, seeded, arrived, loose, fees, difference, toolLoss } of result.ledger) {
		expect([direction, fees, difference, toolLoss]).toEqual(['backward', 0n, 0n, 0n])
		expect(arrived + loose).toBe(seeded)
	}
}
