import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { RULE_IDS } from '../../src/model/method.js'
import { trace } from '../../src/trace.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryTinyBlocks } from '../support/reference/arbitraryTinyBlocks.js'
import { arbitraryTinyTable } from '../support/reference/arbitraryTinyTable.js'
import type { Row } from '../support/reference/orderRows.js'
import { referenceBounds } from '../support/reference/referenceBounds.js'
import { referenceFlowBounds } from '../support/reference/referenceFlowBounds.js'
import { referenceOutputBounds } from '../support/reference/referenceOutputBounds.js'
import { referenceOutputFlowBounds } from '../support/reference/referenceOutputFlowBounds.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

/** With poison in the panel the search goes wherever value can have gone, so that nothing counts as unexplored. */
const EVERYTHING = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }

interface Exact {
	readonly least: bigint
	readonly greatest: bigint
}

/** A bound may be wider than every way to apportion, never narrower; where the reference is tight, it is equal. */
function expectWithin(found: { floor: bigint | null; ceiling: bigint | null }, exact: Exact, isTight: boolean): void {
	expect((found.floor as bigint) <= exact.least).toBe(true)
	expect((found.ceiling as bigint) >= exact.greatest).toBe(true)
	if (isTight) expect([found.floor, found.ceiling]).toEqual([exact.least, exact.greatest])
}

describe('floor and ceiling, against every way to apportion', () => {
	it('on account ledgers', async () => {
		let tight = 0
		await fc.assert(
			fc.asyncProperty(arbitraryTinyTable, async (table) => {
				const asset = table.rows[0]?.asset as string
				const result = await trace({
					seeds: table.seeds.map(({ id: _id, ...seed }) => seed),
					sources: [await openTransferTables([{ name: 'table', bytes: csvOfRows(table.rows) }])],
					labels: labelBookOf([...table.stops].map((account) => [account, account] as const)),
					budget: EVERYTHING,
					panel: [...RULE_IDS],
				})
				// Where seeds share an account, or value comes back to one, bounds may be wider than they could be.
				const accounts = new Set(table.seeds.map(({ account }) => account))
				const apart =
					accounts.size === table.seeds.length && !table.rows.some(({ to }) => to !== null && accounts.has(to))
				for (const endpoint of result.endpoints) {
					const place = new Set(endpoint.accounts.map(({ account }) => account))
					const all = referenceBounds({ ...table, asset, seed: null }).at(place)
					const isTight = referenceFlowBounds({ ...table, asset, seed: null }).isTight
					if (table.seeds.length === 1 || endpoint.amounts.length === table.seeds.length)
						expectWithin(endpoint.totals, all, isTight && apart)
					for (const row of endpoint.amounts) {
						const own = referenceBounds({ ...table, asset, seed: row.seed }).at(place)
						const alone = referenceFlowBounds({ ...table, asset, seed: row.seed }).isTight
						expectWithin(row, own, alone && apart)
						if (alone && apart) tight++
					}
				}
			}),
			{ numRuns: runs(150), seed: 367_238 },
		)
		expect(tight).toBeGreaterThan(10)
	})

	it('on output ledgers', async () => {
		await fc.assert(
			fc.asyncProperty(arbitraryTinyBlocks, async (graph) => {
				const result = await trace({
					seeds: graph.seeds.map(({ txid, vout }) => ({ output: `${BITCOIN}/${txid}:${vout}` })),
					sources: [memoryAdapter(utxoTransactions(graph.transactions))],
					labels: labelBookOf([...graph.stops].map((account) => [account, account] as const)),
					budget: EVERYTHING,
					panel: [...RULE_IDS],
				})
				const outputs = graph.transactions.flatMap(({ txid, outputs: own }) =>
					own.map(({ account }, vout) => ({ account, place: `${txid}:${vout}` })),
				)
				// Value before an input of unknown value counts as unexplored, and a seed at a stop names nobody: not compared.
				const known = new Set(graph.transactions.map(({ txid }) => txid))
				const isStuck = graph.transactions.some(
					({ coinbase, inputs }) => !coinbase && inputs.some(({ txid }) => !known.has(txid)),
				)
				if (isStuck || result.looseEnds.some(({ stop }) => stop === 'ambiguous')) return
				for (const { accounts, amounts } of result.endpoints) {
					const names = new Set(accounts.map(({ account }) => account))
					const place = new Set(outputs.filter(({ account }) => names.has(account)).map((output) => output.place))
					for (const row of amounts) {
						const exact = referenceOutputBounds({ ...graph, seed: row.seed }).at(place)
						const isTight = referenceOutputFlowBounds({ ...graph, seed: row.seed }).isTight
						expectWithin(row, exact, isTight && graph.seeds.length === 1)
					}
				}
			}),
			{ numRuns: runs(150) },
		)
	})
})

describe('floor and ceiling of two seeds together', () => {
	it('hold where one may take what the other leaves', async () => {
		const payer = account('a3')
		const [middle, burnt] = [account('a0'), null]
		const rows = [
			row(0, 0, 100, payer, middle, 1n),
			row(1, 0, 100, middle, middle, 1n),
			row(1, 1, 100, middle, burnt, 1n),
			row(2, 0, 101, middle, account('a1'), 1n),
			row(2, 1, 101, middle, middle, 2n),
			row(3, 0, 101, middle, middle, 1n),
			row(3, 1, 101, payer, middle, 2n),
		]
		const result = await trace({
			seeds: [
				{ account: payer, until: 1_700_000_000 },
				{ account: payer, amount: 1n },
			],
			sources: [await openTransferTables([{ name: 'table', bytes: csvOfRows(rows) }])],
			labels: labelBookOf([[account('a1'), 'exchange']]),
			budget: EVERYTHING,
		})
		for (const { totals } of result.endpoints) {
			// First in, first out: the first seed's unit is burnt, the second seed's stays where it came.
			expect([totals.amount, totals.upper]).toEqual([0n, 1n])
			expect(totals.floor).toBe(0n)
		}
		expect(result.endpoints).toHaveLength(1)
	})
})

const account = (digits: string): string => `eip155:1:0x${digits.repeat(20)}`

function row(place: number, index: number, block: number, from: string, to: string | null, amount: bigint): Row {
	const txid = `0x${String(place).padStart(64, '0')}`
	const asset = 'eip155:1/slip44:60'
	return { chain: 'eip155:1', txid, index, block, time: 1_700_000_000 + 12 * (block - 100), from, to, asset, amount }
}
