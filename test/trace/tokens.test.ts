import { describe, expect, it } from 'vitest'
import { openTransferTables } from '../../src/chains/table/index.js'
import type { RuleId } from '../../src/model/method.js'
import { trace } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { account, ETHER } from '../support/payments.js'

/** `S>B 100 98` pays 100 of which 98 arrive; `+B 5` and `-B 5` are what the token adds and takes. */
function table(...texts: readonly string[]): string {
	const lines = texts.map((text, i) => {
		const [, from = '', to = '', amount, received = ''] = /^(?:(\w*)>(\w*)|) ?(\d+)(?: (\d+))?$/.exec(
			text.replace(/^([+-])(\w+)/, (_, sign, name) => (sign === '+' ? `>${name}` : `${name}>`)),
		)!
		const cells = [from, to].map((name) => (name === '' ? '' : account(name).slice('eip155:1:'.length)))
		const rebase = /^[+-]/.test(text) ? 'true' : ''
		return [
			'eip155:1',
			`0x${String(i + 1).padStart(64, '0')}`,
			0,
			i + 1,
			1_700_000_000 + i,
			...cells,
			ETHER,
			amount,
			received,
			rebase,
		]
	})
	return ['chain,txid,index,block,time,from,to,asset,amount,received,rebase', ...lines].join('\n')
}

async function run(rows: readonly string[], options: Partial<TraceOptions> = {}): Promise<TraceResult> {
	const result = await trace({
		seeds: [{ account: account('S') }],
		sources: [await openTransferTables([{ name: 'table', bytes: new TextEncoder().encode(table(...rows)) }])],
		labels: labelBookOf([
			[account('X'), 'X'],
			[account('Y'), 'Y'],
		]),
		budget: { minShare: 0 },
		...options,
	})
	checkResult(result, (id) => Number(id.slice(id.indexOf('/0x') + 3, id.indexOf('#'))))
	return result
}

const sums = ({ endpoints }: TraceResult): Record<string, bigint> =>
	Object.fromEntries(endpoints.map(({ entity, totals }) => [entity, totals.seedAmount]))
const at = ({ looseEnds }: TraceResult, stop: string): bigint =>
	looseEnds.reduce((sum, end) => (end.stop === stop ? sum + end.amount : sum), 0n)

describe('a token that keeps a part of every transfer', () => {
	it('counts what arrives, and what is kept as a fee', async () => {
		const result = await run(['S>B 100 98', 'B>W 1', 'B>X 97 96'])
		expect(sums(result)).toEqual({ X: 96n })
		expect(result.ledger).toMatchObject([{ seeded: 100n, arrived: 96n, loose: 1n, fees: 3n, difference: 0n }])
		// Two hops, as they are: the kept parts are transfers of their own, to nobody.
		expect(result.flows[0]?.hops.map(({ amount, taint }) => [amount, taint])).toEqual([
			[98n, 98n],
			[96n, 96n],
		])
	})

	it.each([
		// B holds 10 clean, then 10 of the seed, and pays 12 of which 11 arrive: the fee is taken last.
		['fifo', 1n, 1n],
		['lifo', 10n, 0n],
		['haircut', 6n, 0n],
	] as const)('serves the receiver first and the fee last under %s', async (method, arrived, fees) => {
		const result = await run(['C>B 10', 'S>B 10', 'B>X 12 11', 'B>W 1'], { method })
		expect([sums(result).X, result.ledger[0]?.fees]).toEqual([arrived, fees])
	})

	it('is traced back by what arrived', async () => {
		const result = await run(['X>B 100 98', 'B>S 98 96'], { direction: 'backward' })
		expect(result.ledger).toMatchObject([{ seeded: 96n, arrived: 96n, fees: 0n }])
		expect(sums(result)).toEqual({ X: 96n })
	})
})

describe('a token that changes balances by itself', () => {
	const RULES: RuleId[] = ['fifo', 'lifo', 'pifo', 'haircut', 'tiho', 'libr']

	it.each([
		['fifo', 4n],
		['lifo', 6n],
		['pifo', 10n],
		['haircut', 5n],
		['libr', 0n],
	] as const)('adds clean value under %s', async (method, expected) => {
		// B holds 6 clean, 10 of the seed and 4 that the token added; 10 go to X.
		const result = await run(['C>B 6', 'S>B 10', '+B 4', 'B>X 10'], { method })
		expect(sums(result).X ?? 0n).toBe(expected)
	})

	it.each(RULES)('takes the same share of every lot under %s', async (method) => {
		// Half of 6 clean and half of 10 of the seed are gone; all that is left goes to X.
		const result = await run(['C>B 6', 'S>B 10', '-B 8', 'B>X 8'], { method })
		expect([sums(result).X, at(result, 'burn')]).toEqual([5n, 5n])
		expect(result.ledger).toMatchObject([{ seeded: 10n, arrived: 5n, loose: 5n, difference: 0n }])
	})

	it('rounds a loss by largest remainder, over every lot', async () => {
		// 2 of 5 clean, 3 of the seed and 4 clean: 10/12, 6/12 and 8/12 of a unit.
		const result = await run(['C>B 5', 'S>B 3', 'C>B 4', '-B 2', 'B>X 10'])
		expect([sums(result).X, at(result, 'burn')]).toEqual([3n, 0n])
		const other = await run(['C>B 5', 'S>B 6', 'C>B 1', '-B 2', 'B>X 10'])
		expect([sums(other).X, at(other, 'burn')]).toEqual([5n, 1n])
	})

	it('keeps the order of what is left', async () => {
		const result = await run(['C>B 10', 'S>B 10', '-B 10', 'B>X 5', 'B>Y 5'])
		expect(sums(result)).toEqual({ X: 0n, Y: 5n })
	})

	it('is undone on the way back', async () => {
		const result = await run(['X>B 10', 'Y>B 10', '-B 10', 'B>S 5', 'B>C 5'], { direction: 'backward' })
		expect(sums(result)).toMatchObject({ X: 5n })
		const gain = await run(['X>B 4', '+B 6', 'B>S 10'], { direction: 'backward' })
		expect([sums(gain), at(gain, 'endOfSource')]).toEqual([{ X: 4n }, 6n])
	})

	it('is refused where a row makes no sense', async () => {
		const bad = [
			['S>B 10 11', 'received'],
			['S> 10 9', 'received'],
		] as const
		for (const [row, field] of bad)
			await expect(run([row])).rejects.toMatchObject({ code: 'E_INPUT', details: { field, line: 2 } })
	})
})
