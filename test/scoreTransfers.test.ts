import { describe, expect, it } from 'vitest'
import { TransferColumns } from '../src/model/columns/transferColumns.js'
import { InputError } from '../src/model/errors.js'
import { parseSeeds } from '../src/model/seed.js'
import { type ScoreOptions, scoreTransfers } from '../src/scoreTransfers.js'
import { scoreColumns } from '../src/taint/bulk/scoreColumns.js'
import { RULES } from '../src/taint/rules/rules.js'
import { JointSeedBook } from '../src/taint/seeds/jointSeedBook.js'
import { SeedBook } from '../src/taint/seeds/seedBook.js'
import { benchSeeds, randomColumns } from './bench/support/randomColumns.js'
import { randomTransfers } from './bench/support/randomTransfers.js'
import { account, ETHER, payments } from './support/payments.js'

function columnsOf(...texts: string[]): TransferColumns {
	const columns = new TransferColumns()
	for (const { chain, txid, index, block, time, ...row } of payments(...texts))
		columns.append({ ...row, index, height: block, atSeconds: time, transaction: `${chain}/${txid}` })
	return columns
}

/** `account arrived/held` in the order given. */
const scores = (columns: TransferColumns, options: ScoreOptions): string[] =>
	[...scoreTransfers(columns, options).accounts()].map(
		({ account: id, arrived, held }) => `${Buffer.from(id.replace(/.*0x0*/, ''), 'hex')} ${arrived}/${held}`,
	)

describe('scoreTransfers', () => {
	const table = columnsOf('->a 1', 'c>b 30', 'a>b 60', 'b>x 45', 'b>y 45', 'x>z 45', 'y>- 5')
	const seeds = [account('a')]

	it('tells by FIFO what arrived and what is held', () => {
		// b holds 30 clean, then 60 seeded: the first 45 out are 30 clean and 15 seeded, the next 45 all seeded.
		expect(scores(table, { seeds })).toEqual(['b 60/0', 'x 15/0', 'y 45/40', 'z 15/15'])
		expect(scoreTransfers(table, { seeds }).seeds).toEqual([
			{ seed: account('a'), asset: ETHER, seeded: 60n, burned: 5n },
		])
	})

	it('tells by haircut what arrived and what is held', () => {
		expect(scores(table, { seeds, method: 'haircut' })).toEqual(['b 60/0', 'x 30/0', 'y 30/27', 'z 30/30'])
	})

	it('lets value stop, and sums it by entity', () => {
		const stops = new Map([
			[account('x'), 'exchange'],
			[account('y'), 'exchange'],
			[account('q'), 'elsewhere'],
		])
		expect(scores(table, { seeds, stops })).toEqual(['b 60/0', 'x 15/15', 'y 45/45'])
		expect(scoreTransfers(table, { seeds, stops }).entities).toEqual([
			{ entity: 'exchange', asset: ETHER, seed: account('a'), arrived: 60n },
		])
	})

	it('tells seeds apart or gives their sums', () => {
		const two = [account('a'), account('c')]
		const held = ({ by }: Pick<ScoreOptions, 'by'>): string[] =>
			[...scoreTransfers(table, { seeds: two, by: by ?? 'apart' }).accounts()]
				.filter(({ account: id }) => id === account('x'))
				.map(({ seed, arrived }) => `${seed} ${arrived}`)
		expect(held({ by: 'apart' })).toEqual([`${account('c')} 30`, `${account('a')} 15`])
		expect(held({ by: 'together' })).toEqual(['null 45'])
	})

	it('refuses seeds that name nothing in the table, and rules that look ahead', () => {
		const refused: ScoreOptions[] = [
			{ seeds: [account('nobody')] },
			{ seeds: [{ transaction: `eip155:1/0x${'9'.repeat(64)}` }] },
			{ seeds: [{ output: `bip122:000000000019d6689c085ae165831e93/${'9'.repeat(64)}:0` }] },
			{ seeds: [] },
			{ seeds, method: 'tiho' as 'fifo' },
			{ seeds, method: 'constructor' as 'fifo' },
		]
		for (const options of refused) expect(() => scoreTransfers(table, options)).toThrow(InputError)
		const known = columnsOf('a>b 5')
		const transaction = known.transactions.text(0)
		expect(() => scoreTransfers(known, { seeds: [{ transaction, to: account('a') }] })).toThrow(/moves nothing/)
	})
})

describe('kernels on a larger table', () => {
	const transfers = randomTransfers(20_000, 3)
	for (const method of ['fifo', 'haircut'] as const) {
		for (const unit of [1n, 10n ** 9n, 10n ** 10n, 10n ** 17n]) {
			it(`${method}, amounts times ${unit}: as by bigints, and conserved`, () => {
				const columns = randomColumns(transfers, unit)
				const seeds = parseSeeds(benchSeeds(20_000))
				const fast = scoreColumns(columns, RULES[method], new JointSeedBook(seeds), [3, 5])
				// The same rule under a name that no kernel of its own serves.
				const plain = scoreColumns(columns, { ...RULES[method], id: 'plain' }, new JointSeedBook(seeds), [3, 5])
				for (const sums of ['arrived', 'held'] as const)
					expect([...fast[sums].entries()]).toEqual([...plain[sums].entries()])
				const total = [...fast.held.entries()].reduce((sum, { amount }) => sum + amount, 0n)
				expect([...fast.seeded.values()]).toEqual([total])
				expect(total).toBeGreaterThan(0n)
			})
		}
	}

	it('FIFO with every seed apart sums to all of them together', () => {
		const columns = randomColumns(transfers, 10n ** 10n)
		const seeds = parseSeeds(benchSeeds(20_000))
		const sumBy = (book: SeedBook): Map<number, bigint> => {
			const sums = new Map<number, bigint>()
			for (const { ledger, amount } of scoreColumns(columns, RULES.fifo, book, []).held.entries())
				sums.set(ledger, (sums.get(ledger) ?? 0n) + amount)
			return sums
		}
		expect(sumBy(new SeedBook(seeds))).toEqual(sumBy(new JointSeedBook(seeds)))
	})
})
