import { describe, expect, it } from 'vitest'
import type { Seed } from '../../src/model/seed.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { BITCOIN, memoryAdapter } from '../support/memoryAdapter.js'
import type { ReferenceTransaction } from '../support/reference/referenceOutputs.js'
import { utxoTransactions } from '../support/utxoTransactions.js'

const txid = (n: number): string => n.toString(16).padStart(64, '0')
const account = (name: string): string => `${BITCOIN}:script-${Buffer.from(name).toString('hex').padStart(64, '0')}`
const nameOf = (id: string): string => Buffer.from(id.slice(-64), 'hex').toString().replaceAll('\0', '')

/** `1: coinbase > A 50` is a transaction; its inputs are `1:0` and so on, `9:0` being unknown. */
function block(...texts: readonly string[]): UtxoTransaction[] {
	const transactions = texts.map((text): ReferenceTransaction => {
		const [, number, from, to] = /^(\d+): (.*) > (.*)$/.exec(text)!
		const inputs = from === 'coinbase' ? [] : from!.split(' ').map((ref) => ref.split(':').map(Number))
		return {
			txid: txid(Number(number)),
			height: Number(number),
			txIndex: 0,
			coinbase: from === 'coinbase',
			inputs: inputs.map(([n, vout]) => ({ txid: txid(n!), vout: vout! })),
			outputs: to!.split(', ').map((slot) => {
				const [name, amount] = slot.split(' ')
				return { account: account(name!), amount: BigInt(amount!) }
			}),
		}
	})
	return utxoTransactions(transactions)
}

async function run(transactions: readonly UtxoTransaction[], ...seeds: readonly Seed[]): Promise<TraceResult> {
	const result = await trace({
		seeds,
		sources: [memoryAdapter(transactions)],
		labels: labelBookOf([[account('X'), 'X']]),
		budget: { minShare: 0 },
	})
	const places = new Map(transactions.flatMap(({ outputs }, i) => outputs.map(({ id }) => [id, i] as const)))
	checkResult(result, (id) => places.get(id)!)
	return result
}

const CHAIN = ['1: coinbase > A 50', '2: 1:0 > X 20, B 25', '3: 2:1 > X 24'] as const
const moved = (n: number, rest: Partial<{ to: string; index: number }> = {}): Seed => ({
	transaction: `${BITCOIN}/${txid(n)}`,
	...rest,
})
const hopsOf = (result: TraceResult): string[] =>
	result.flows.map(
		({ hops, amount }) => `${amount}: ${hops.map(({ from, to }) => `${nameOf(from ?? '-')}>${nameOf(to!)}`)}`,
	)

describe('a seed that names a transaction', () => {
	it('counts what it paid to a labelled account as arrived, by one hop', async () => {
		const result = await run(block(...CHAIN), moved(2))
		expect(hopsOf(result)).toEqual(['24: A>B,B>X', '20: A>X'])
		expect(result.endpoints.map(({ entity, totals }) => [entity, totals.seedAmount])).toEqual([['X', 44n]])
		expect(result.endpoints[0]!.accounts[0]!.hops).toBe(1)
		expect(result.flows[1]!.hops[0]).toMatchObject({
			before: { balance: 50n, taint: 0n },
			entered: { balance: 0n, taint: 20n },
			after: { balance: 30n, taint: 0n },
		})
		expect(result.headline[0]!.text).toContain('labelled "X"')
	})

	it.each([
		['an account', { to: account('X') }],
		['a place', { index: 0 }],
	])('counts only the part that %s names', async (_text, rest) => {
		const result = await run(block(...CHAIN), moved(2, rest))
		expect(result.ledger.map(({ seeded, arrived, loose }) => [seeded, arrived, loose])).toEqual([[20n, 20n, 0n]])
	})

	it('has a payer of nobody where it is a coinbase', async () => {
		const result = await run(block('1: coinbase > X 50'), moved(1))
		expect(result.flows.map(({ hops }) => [hops[0]!.from, hops[0]!.before])).toEqual([
			[null, { balance: 50n, taint: 0n }],
		])
	})

	it('counts what its known outputs hold where an input is of unknown value', async () => {
		const result = await run(block('2: 9:0 > X 20, B 25'), moved(2))
		expect(result.ledger.map(({ seeded, arrived, loose }) => [seeded, arrived, loose])).toEqual([[45n, 20n, 25n]])
		expect(result.flows[0]!.hops[0]!.before).toEqual({ balance: 45n, taint: 0n })
	})

	it('passes on value of another seed under its own label', async () => {
		const result = await run(block(...CHAIN), { output: `${BITCOIN}/${txid(1)}:0` }, moved(2))
		expect(result.ledger.map(({ seeded, arrived, fees }) => [seeded, arrived, fees])).toEqual([
			[50n, 44n, 6n],
			[0n, 0n, 0n],
		])
	})
})

describe('a seed that names an output at a labelled account', () => {
	it('ends there without naming anyone, and says that label and seed disagree', async () => {
		const result = await run(block(...CHAIN), { output: `${BITCOIN}/${txid(2)}:0` })
		expect(result.looseEnds.map(({ stop, entity, amount }) => [stop, entity, amount])).toEqual([
			['ambiguous', null, 20n],
		])
		expect(result.warnings.map(({ code }) => code)).toContain('labelConflict')
		expect(result.headline.map(({ text }) => text).join(' ')).toContain('contradict each other or the seed')
	})
})
