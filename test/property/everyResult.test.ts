import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import { RULE_IDS } from '../../src/model/method.js'
import { compareEvents } from '../../src/model/order.js'
import type { Seed } from '../../src/model/seed.js'
import { unfoldHops } from '../../src/paths/unfoldHops.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { trace } from '../../src/trace.js'
import { checkResult } from '../support/checkResult.js'
import { csvOfRows } from '../support/csvOfRows.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { memoryAdapter } from '../support/memoryAdapter.js'
import { arbitraryBlocks } from '../support/reference/arbitraryBlocks.js'
import { arbitraryTable } from '../support/reference/arbitraryTable.js'
import { orderRows } from '../support/reference/orderRows.js'
import { utxoTransactions } from '../support/utxoTransactions.js'
import { runs } from './runs.js'

const UNLIMITED = { minShare: 0, hops: 1000, maxDegree: 1_000_000 }
const budgets = fc.oneof(
	{ weight: 3, arbitrary: fc.constant(UNLIMITED) },
	fc.record({
		minShare: fc.constantFrom(0, 0.001, 0.1, 0.5),
		hops: fc.constantFrom(0, 1, 2, 3, 25),
		maxDegree: fc.constantFrom(1, 3, 1000),
	}),
	fc.nat(8).map((lookups) => ({ ...UNLIMITED, lookups })),
)
const categories = fc.array(
	fc.constantFrom('exchange', 'exchange', 'exchange', 'custody', 'mixing_service', 'phishing'),
	{
		minLength: 4,
		maxLength: 4,
	},
)
const moment = fc.option(fc.nat(6), { nil: undefined, freq: 3 })
const window = fc.oneof({ weight: 4, arbitrary: fc.constant([undefined, undefined]) }, fc.tuple(moment, moment))
const heightOf = (offset: number | undefined, name: 'from' | 'to' | 'since' | 'until'): object =>
	offset === undefined ? {} : { [name]: { height: 99 + offset } }

/** A seed of any kind, chosen by number among what there is. */
const seedDraft = fc.record({
	kind: fc.constantFrom('account', 'transaction', 'to', 'index', 'output'),
	// Most seeds stand early, so that their value has somewhere to go.
	pick: fc.oneof({ weight: 3, arbitrary: fc.nat(3) }, fc.nat(1000)),
	since: moment,
	until: moment,
	amount: fc.option(fc.bigInt({ min: 1n, max: 80n }), { nil: undefined }),
})
type SeedDraft = typeof seedDraft extends fc.Arbitrary<infer T> ? T : never

const accountSeed = (account: string, { since, until, amount }: SeedDraft): Seed => ({
	account,
	...heightOf(since, 'since'),
	...heightOf(until, 'until'),
	...(amount === undefined ? {} : { amount }),
})

/** A direction and a rule that goes that way. */
const way = fc
	.tuple(fc.constantFrom('forward', 'forward', 'backward', 'backward', 'both'), fc.constantFrom(...RULE_IDS))
	.filter(([direction, method]) => direction === 'forward' || RULES[method].looksBack)

describe('whatever is traced', () => {
	it('holds on transfer tables', async () => {
		await fc.assert(
			fc.asyncProperty(
				arbitraryTable,
				way,
				budgets,
				fc.array(seedDraft, { minLength: 1, maxLength: 3 }),
				window,
				categories,
				async (table, [direction, method], budget, drafts, [from, to], kinds) => {
					const inOrder = orderRows(table.rows)
					const seeds = drafts.map((draft): Seed => {
						const row = inOrder[draft.pick % inOrder.length]!
						const transaction = `${row.chain}/${row.txid}`
						if (draft.kind === 'transaction') return { transaction }
						if (draft.kind === 'to' && row.to !== null) return { transaction, to: row.to }
						if (draft.kind === 'index') return { transaction, index: row.index }
						return accountSeed(row.from ?? row.to ?? '', draft)
					})
					const result = await trace({
						seeds,
						sources: [await openTransferTables([{ name: 'table', bytes: csvOfRows(table.rows) }])],
						labels: labelBookOf([...table.stops].map((account, i) => [account, `e${i >> 1}`, kinds[i]!] as const)),
						method,
						direction,
						budget,
						...heightOf(from, 'from'),
						...heightOf(to, 'to'),
					}).catch((error: unknown) =>
						expectRefused(
							error,
							table.rows.some(({ block }) => block === null),
						),
					)
					if (result === null) return
					const places = new Map(inOrder.map(({ chain, txid, index }, i) => [`${chain}/${txid}#row:${index}`, i]))
					checkResult(result, (id) => places.get(id)!)
				},
			),
			{ numRuns: runs(200) },
		)
	})

	it('holds on output ledgers', async () => {
		await fc.assert(
			fc.asyncProperty(
				arbitraryBlocks,
				way.filter(([, method]) => method !== 'libr'),
				budgets,
				fc.array(seedDraft, { minLength: 1, maxLength: 3 }),
				window,
				categories,
				async (graph, [direction, method], budget, drafts, [from, to], kinds) => {
					const transactions = utxoTransactions(graph.transactions).sort(compareEvents)
					const outputs = transactions.flatMap((transaction) => transaction.outputs)
					const accounts = [...new Set(outputs.map(({ account }) => account))].sort()
					const seeds = drafts.map((draft): Seed => {
						const output = outputs[draft.pick % outputs.length]!
						const transaction = output.id.slice(0, output.id.lastIndexOf(':'))
						if (draft.kind === 'transaction') return { transaction }
						if (draft.kind === 'to') return { transaction, to: output.account }
						if (draft.kind === 'index') return { transaction, index: Number(output.id.slice(transaction.length + 1)) }
						return draft.kind === 'output' ? { output: output.id } : accountSeed(output.account, draft)
					})
					const result = await trace({
						seeds,
						sources: [memoryAdapter(transactions)],
						labels: labelBookOf(accounts.slice(0, 3).map((account, i) => [account, `e${i >> 1}`, kinds[i]!] as const)),
						method,
						direction,
						budget,
						...heightOf(from, 'from'),
						...heightOf(to, 'to'),
					}).catch((error: unknown) => expectRefused(error, false))
					if (result === null) return
					const places = new Map(
						transactions.flatMap(({ order: [height, index], outputs: own }) =>
							own.map(({ id }) => [id, height * 1000 + index]),
						),
					)
					checkResult(result, (id) => places.get(id)!)
					for (const { hops } of result.flows) {
						// A peel chain is one hop until it is unfolded.
						const steps = unfoldHops(hops) as { tx: string; transfer: string }[]
						expect(steps.length >= hops.length).toBe(true)
						for (const [i, { tx }] of steps.entries()) {
							const spending = transactions.find(({ id }) => id === tx)!
							const before = steps[i - 1]?.transfer
							if (before !== undefined) expect(spending.inputs.map(({ spends }) => spends)).toContain(before)
						}
					}
				},
			),
			{ numRuns: runs(200) },
		)
	})
})

/** Only a window can hide what a seed names or end before it begins, and heights need rows that have them. */
function expectRefused(error: unknown, heightless: boolean): null {
	const hidden = 'no source knows this transaction|moves nothing that this seed names|lies after the end of the window'
	expect(String(error)).toMatch(new RegExp(heightless ? `${hidden}|the height of every row` : hidden))
	return null
}
