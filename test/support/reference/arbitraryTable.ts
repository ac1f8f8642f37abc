import * as fc from 'fast-check'
import type { Row } from './orderRows.js'
import type { AccountSeed, ReferenceTable } from './referenceTable.js'

const CHAIN = 'eip155:1'
const ASSETS = [`${CHAIN}/slip44:60`, `${CHAIN}/erc20:0x${'c0'.repeat(20)}`] as const
const BASE_SECONDS = 1_700_000_000
const NEAR_LIMIT = 2n ** 255n

/** Row and seed drafts name accounts by number, so that a table shrinks to few rows among few accounts. */
interface RowDraft {
	from: number | null
	to: number | null
	asset: number
	amount: bigint
	index: number
}

interface SeedDraft {
	sender: number
	asset: boolean
	window: readonly [number, number]
	open: 'both' | 'since' | 'until' | 'neither'
	amount: bigint | undefined
}

const accountName = (place: number): string => `${CHAIN}:0x${(0xa0 + place).toString(16).repeat(20)}`

/** Mostly one of the accounts, now and then nobody. */
const party = (accounts: number): fc.Arbitrary<number | null> =>
	fc.oneof({ weight: 14, arbitrary: fc.nat(accounts - 1) }, { weight: 1, arbitrary: fc.constant(null) })

const smallAmount = fc.bigInt({ min: 1n, max: 50n })
const hugeAmount = fc.bigInt({ min: NEAR_LIMIT - 50n, max: NEAR_LIMIT + 50n })

function rowDraft(accounts: number, assets: number, huge: boolean): fc.Arbitrary<RowDraft> {
	return fc.record({
		from: party(accounts),
		to: party(accounts),
		asset: fc.nat(assets - 1),
		amount: huge ? fc.oneof({ weight: 3, arbitrary: smallAmount }, { weight: 1, arbitrary: hugeAmount }) : smallAmount,
		// Beyond 9, so that an order by text and an order by number differ.
		index: fc.nat(30),
	})
}

function seedDraft(blocks: number): fc.Arbitrary<SeedDraft> {
	return fc.record({
		sender: fc.nat(1000),
		asset: fc.boolean(),
		window: fc.tuple(fc.nat(blocks), fc.nat(blocks)),
		open: fc.constantFrom('both', 'both', 'since', 'until', 'neither'),
		amount: fc.option(fc.bigInt({ min: 1n, max: 80n }), { nil: undefined }),
	})
}

const tableDraft = fc
	.record({
		accounts: fc.integer({ min: 4, max: 10 }),
		assets: fc.integer({ min: 1, max: 2 }),
		blocks: fc.integer({ min: 0, max: 5 }),
		huge: fc.constantFrom(false, false, false, true),
	})
	.chain(({ accounts, assets, blocks, huge }) =>
		fc.record({
			accounts: fc.constant(accounts),
			heights: fc.constantFrom('all', 'all', 'all', 'none', 'some'),
			places: fc.boolean(),
			blocksPerSecond: fc.constantFrom(1, 1, 2),
			transactions: fc.uniqueArray(
				fc.record({
					name: fc.integer({ min: 0, max: 0xffff }),
					block: fc.nat(blocks),
					lacksHeight: fc.boolean(),
					rows: fc.uniqueArray(rowDraft(accounts, assets, huge), {
						minLength: 1,
						maxLength: 5,
						selector: (row) => row.index,
					}),
				}),
				{ minLength: 1, maxLength: 14, selector: (transaction) => transaction.name },
			),
			seeds: fc.array(seedDraft(blocks), { minLength: 1, maxLength: 3 }),
			stops: fc.uniqueArray(fc.nat(accounts - 1), { maxLength: 3 }),
			shuffle: fc.array(fc.nat(1000), { minLength: 70, maxLength: 70 }),
		}),
	)
type TableDraft = typeof tableDraft extends fc.Arbitrary<infer T> ? T : never

/**
 * Small transfer tables with many ties, circles, self-payments and unknown parties, with one to three seeds and some
 * stops. Rows stand in no order. Rows of one transaction share height, time and transaction index; a later height is
 * never earlier in time. Identifiers have the form that the product writes.
 */
export const arbitraryTable: fc.Arbitrary<ReferenceTable> = tableDraft.map((draft) => {
	const rows = draft.transactions.flatMap((transaction, place) =>
		transaction.rows.map((row): Row => {
			const lacksHeight = draft.heights === 'none' || (draft.heights === 'some' && transaction.lacksHeight)
			return {
				chain: CHAIN,
				txid: `0x${transaction.name.toString(16).padStart(4, '0').repeat(16)}`,
				index: row.index,
				block: lacksHeight ? null : 100 + transaction.block,
				time: secondsOf(draft, transaction.block),
				from: row.from === null ? null : accountName(row.from),
				// A row that names nobody at all says nothing.
				to: row.to === null && row.from !== null ? null : accountName(row.to ?? 0),
				asset: ASSETS[row.asset]!,
				amount: row.amount,
				...(draft.places ? { txindex: (place * 7) % 15 } : {}),
			}
		}),
	)
	return {
		rows: shuffled(rows, draft.shuffle),
		seeds: seedsOf(draft, rows),
		stops: new Set(draft.stops.map(accountName)),
	}
})

const secondsOf = (draft: TableDraft, block: number): number =>
	BASE_SECONDS + 12 * Math.floor(block / draft.blocksPerSecond)

/** Seeds are accounts that send something, where any does; the id of a second seed at one account is marked. */
function seedsOf(draft: TableDraft, rows: readonly Row[]): AccountSeed[] {
	const sent = rows.filter((row) => row.from !== null)
	const count = new Map<string, number>()
	return draft.seeds.map((seed) => {
		const row = sent[seed.sender % Math.max(sent.length, 1)]
		const account = row?.from ?? accountName(0)
		const [since, until] = seed.window.map((block) => secondsOf(draft, block)).sort((a, b) => a - b) as [number, number]
		count.set(account, (count.get(account) ?? 0) + 1)
		return {
			id: count.get(account) === 1 ? account : `${account}#${count.get(account)}`,
			account,
			...(seed.asset ? { asset: row?.asset ?? ASSETS[0] } : {}),
			...(seed.open === 'until' || seed.open === 'neither' ? { since } : {}),
			...(seed.open === 'since' || seed.open === 'neither' ? { until } : {}),
			...(seed.amount === undefined ? {} : { amount: seed.amount }),
		}
	})
}

function shuffled<T>(items: readonly T[], keys: readonly number[]): T[] {
	return items
		.map((item, place) => ({ item, key: keys[place % keys.length]!, place }))
		.sort((a, b) => a.key - b.key || a.place - b.place)
		.map(({ item }) => item)
}
