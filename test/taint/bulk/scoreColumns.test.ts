import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../../src/graph/transactionGraph.js'
import { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { RuleId } from '../../../src/model/method.js'
import { parseSeeds, type Seed } from '../../../src/model/seed.js'
import type { AccountTransaction, Transfer } from '../../../src/model/transaction.js'
import { scoreColumns } from '../../../src/taint/bulk/scoreColumns.js'
import { endNode } from '../../../src/taint/endNode.js'
import { RULES } from '../../../src/taint/rules/rules.js'
import { SeedBook } from '../../../src/taint/seeds/seedBook.js'
import { TaintRun } from '../../../src/taint/taintRun.js'
import { seededRandom } from '../../bench/support/seededRandom.js'
import { account, ETHER, TOKEN, transaction } from '../../support/payments.js'

const TABLES = Number(process.env.BULK_TABLES ?? 120)
const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
/** Sizes of amounts: kernels differ by them. */
const UNITS = [1n, 1n, 10n ** 9n + 7n, 2n ** 52n + 1n, 10n ** 18n + 3n, 2n ** 93n + 5n, 2n ** 120n + 9n]

interface Scene {
	readonly transactions: readonly AccountTransaction[]
	readonly seeds: readonly Seed[]
	readonly stops: readonly string[]
}

/** A random table of a few accounts, with everything in it that is not a plain payment. */
function scene(number: number): Scene {
	const random = seededRandom(number)
	const below = (limit: number): number => Math.floor(random() * limit)
	const name = (): string => account(NAMES[below(NAMES.length)] as string)
	const units = [UNITS[below(UNITS.length)] as bigint, UNITS[below(UNITS.length)] as bigint]
	const assets = random() < 0.5 ? [ETHER] : [ETHER, TOKEN]
	let clock = 0
	const transactions = Array.from({ length: 5 + below(30) }, (_, place): AccountTransaction => {
		clock += below(3)
		const id = transaction(place + 1)
		const transfers = Array.from({ length: 1 + below(2) }, (_, index): Transfer => {
			const from = random() < 0.15 ? null : name()
			const to = from !== null && random() < 0.1 ? null : random() < 0.1 && from !== null ? from : name()
			const kind = below(assets.length)
			const amount = random() < 0.05 ? 0n : BigInt(below(12)) * (units[kind] as bigint) + BigInt(below(5))
			return {
				id: `${id}#row:${index}`,
				from,
				to,
				asset: assets[kind] as string,
				amount,
				order: [clock, place, index],
				orderTold: true,
			}
		})
		const header = { chain: 'eip155:1', txid: id.slice('eip155:1/'.length), height: clock, atSeconds: 1000 + clock }
		return { kind: 'account', id, ...header, transfers }
	})
	const seed = (): Seed => {
		if (random() < 0.5) {
			const limit = random() < 0.5 ? {} : { amount: BigInt(1 + below(20)) * (units[0] as bigint) }
			const window =
				random() < 0.6 ? {} : random() < 0.5 ? { since: { height: below(10) } } : { until: 1000 + below(20) }
			const asset = random() < 0.5 ? {} : { asset: assets[below(assets.length)] as string }
			return { account: name(), ...asset, ...limit, ...window }
		}
		const named = transactions[below(transactions.length)] as AccountTransaction
		const { to } = named.transfers[0] as Transfer
		if (random() < 0.3 && to !== null) return { transaction: named.id, to }
		return random() < 0.5 ? { transaction: named.id } : { transaction: named.id, index: 0 }
	}
	return {
		transactions,
		seeds: Array.from({ length: random() < 0.5 ? 1 : 1 + below(4) }, seed),
		stops: random() < 0.5 ? [] : [name(), name()],
	}
}

/** What the trace's engine finds where it follows every account but the stops. */
function byEngine({ transactions, seeds, stops }: Scene, rule: RuleId): string[] {
	const graph = new TransactionGraph()
	graph.add({ transactions })
	const book = new SeedBook(parseSeeds(seeds))
	const accounts = NAMES.map(account)
	const named = new Set(book.namedAccounts())
	const stopped = new Set(stops.filter((stop) => !named.has(stop)))
	const books = rule === 'poison' ? book.seeds.map(({ place }) => book.only(place)) : [book]
	const sums = new Map<string, bigint>()
	const add = (key: string, amount: bigint): void => void sums.set(key, (sums.get(key) ?? 0n) + amount)
	for (const own of books) {
		const walked = new Set(own.namedAccounts())
		const { view } = graph
		const run = new TaintRun({
			rule: RULES[rule],
			opening: 'late',
			direction: 'forward',
			view,
			seeds: own,
			walked,
			mixes: new Map(),
			crossings: { of: () => undefined },
		})
		for (const one of walked) run.followAccount(one)
		for (const id of own.namedTransactions()) run.seedTransaction(id)
		for (run.sweep(); ; run.sweep()) {
			const reached = [...run.arrivals.takeChanged()].filter((node) => accounts.includes(node) && !walked.has(node))
			const next = reached.filter((node) => !stopped.has(node))
			if (next.length === 0) break
			for (const one of next) walked.add(one)
			for (const one of next) run.followAccount(one)
		}
		for (const one of accounts) {
			for (const { row, amount } of run.arrivals.sums(one)) {
				add(`${one} ${row.asset} ${row.seed} arrived`, amount)
				if (stopped.has(one)) add(`${one} ${row.asset} ${row.seed} held`, amount)
			}
			for (const [asset, lots] of run.accounts.residual(one))
				for (const { path, amount } of lots) if (path !== null) add(`${one} ${asset} ${path.seed.seed} held`, amount)
			for (const { row, amount } of run.arrivals.sums(endNode('burn', one)))
				add(`${row.asset} ${row.seed} burned`, amount)
		}
		for (const row of own.rows()) add(`${row.asset} ${row.seed} seeded`, run.seeded.of(row))
	}
	return texts(sums)
}

function inBulk({ transactions, seeds, stops }: Scene, rule: RuleId): string[] {
	const columns = new TransferColumns()
	for (const { id, transfers, height, atSeconds } of transactions) {
		for (const [index, { from, to, asset, amount }] of transfers.entries())
			columns.append({ from, to, asset, amount, height, atSeconds, transaction: id, index })
	}
	const book = new SeedBook(parseSeeds(seeds))
	const stopping = stops.map((stop) => columns.accounts.find(stop)).filter((number) => number >= 0)
	const table = scoreColumns(columns, RULES[rule], book, stopping)
	const sums = new Map<string, bigint>()
	for (const kind of ['arrived', 'held'] as const) {
		for (const { ledger, tag, amount } of table[kind].entries()) {
			const row = table.tags.path(tag)?.seed
			const one = columns.accounts.text(table.ledgers.account(ledger))
			expect(row?.asset).toBe(columns.assets.text(table.ledgers.asset(ledger)))
			sums.set(`${one} ${row?.asset} ${row?.seed} ${kind}`, amount)
		}
	}
	for (const kind of ['burned', 'seeded'] as const)
		for (const [row, amount] of table[kind]) sums.set(`${row.asset} ${row.seed} ${kind}`, amount)
	return texts(sums)
}

const texts = (sums: ReadonlyMap<string, bigint>): string[] =>
	[...sums]
		.filter(([, amount]) => amount !== 0n)
		.map(([key, amount]) => `${key} ${amount}`)
		.sort()

describe('scoreColumns', () => {
	for (const rule of ['fifo', 'haircut', 'lifo', 'pifo', 'libr', 'poison'] as const) {
		it(`gives what the trace's engine gives, to the base unit: ${rule}`, () => {
			let reached = 0
			for (let number = 1; number <= TABLES; number++) {
				const one = scene(number)
				const expected = byEngine(one, rule)
				reached += expected.length > 2 ? 1 : 0
				expect(inBulk(one, rule), `table ${number}`).toEqual(expected)
			}
			// Tables in which the seeds move nothing prove nothing.
			expect(reached).toBeGreaterThan(TABLES / 3)
		})
	}
})
