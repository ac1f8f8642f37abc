import * as fc from 'fast-check'
import type { Row } from './orderRows.js'
import type { AccountSeed, ReferenceTable } from './referenceTable.js'

const CHAIN = 'eip155:1'
const ASSET = `${CHAIN}/slip44:60`
const BASE_SECONDS = 1_700_000_000
const MOST_TIED = 3

const accountName = (place: number): string => `${CHAIN}:0x${(0xa0 + place).toString(16).repeat(20)}`
const party = (accounts: number) =>
	fc.oneof({ weight: 12, arbitrary: fc.nat(accounts - 1) }, { weight: 1, arbitrary: fc.constant(null) })

const draft = fc.integer({ min: 3, max: 5 }).chain((accounts) =>
	fc.record({
		rows: fc.array(
			fc.record({
				from: party(accounts),
				to: party(accounts),
				amount: fc.bigInt(1n, 3n),
				tied: fc.boolean(),
				name: fc.nat(0xfff),
			}),
			{ minLength: 1, maxLength: 7 },
		),
		ties: fc.boolean(),
		seeds: fc.array(
			fc.record({
				row: fc.nat(100),
				since: fc.constantFrom(undefined, undefined, undefined, 1, 2),
				until: fc.constantFrom(undefined, undefined, undefined, 2, 4),
				amount: fc.constantFrom(undefined, undefined, 1n, 2n, 4n),
			}),
			{ minLength: 1, maxLength: 2 },
		),
		plain: fc.boolean(),
		stops: fc.uniqueArray(fc.nat(accounts - 1), { minLength: 1, maxLength: 2 }),
	}),
)

/**
 * Tables of at most seven rows of one to three units in one asset, each row a transaction of its own, at most three in
 * one block and in half of the tables only one; one or two seeds, in half of the tables one that takes all that is sent.
 */
export const arbitraryTinyTable: fc.Arbitrary<ReferenceTable> = draft.map(
	({ rows: drafts, ties, seeds, plain, stops }) => {
		let [block, tied] = [0, 0]
		const rows = drafts.map((row, place): Row => {
			tied = ties && row.tied && tied < MOST_TIED ? tied + 1 : 1
			block += tied === 1 ? 1 : 0
			return {
				chain: CHAIN,
				// The place keeps names apart; the order of names has nothing to do with it.
				txid: `0x${row.name.toString(16).padStart(3, '0')}${place}`.padEnd(66, '0'),
				index: 0,
				block: 100 + block,
				time: BASE_SECONDS + 12 * block,
				from: row.from === null ? null : accountName(row.from),
				// A row that names nobody at all says nothing.
				to: row.to === null && row.from !== null ? null : accountName(row.to ?? 0),
				asset: ASSET,
				amount: row.amount,
			}
		})
		const senders = rows.flatMap((row) => (row.from === null ? [] : [row.from]))
		const count = new Map<string, number>()
		const chosen = (plain ? seeds.slice(0, 1) : seeds).map(({ row, since, until, amount }): AccountSeed => {
			const account = senders[row % Math.max(senders.length, 1)] ?? accountName(0)
			count.set(account, (count.get(account) ?? 0) + 1)
			return {
				id: count.get(account) === 1 ? account : `${account}#${count.get(account)}`,
				account,
				...(plain || since === undefined ? {} : { since: BASE_SECONDS + 12 * since }),
				...(plain || until === undefined ? {} : { until: BASE_SECONDS + 12 * until }),
				...(plain || amount === undefined ? {} : { amount }),
			}
		})
		return { rows, seeds: chosen, stops: new Set(stops.map(accountName)) }
	},
)
