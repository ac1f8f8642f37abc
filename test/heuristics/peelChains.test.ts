import { describe, expect, it } from 'vitest'
import { TransactionGraph } from '../../src/graph/transactionGraph.js'
import { type PeelChain, peelChains } from '../../src/heuristics/bitcoin/peel/peelChains.js'
import { peelFigures } from '../../src/heuristics/bitcoin/peel/peelFigures.js'
import type { UtxoTransaction } from '../../src/model/transaction.js'
import { BITCOIN } from '../support/memoryAdapter.js'

const txid = (n: number): string => n.toString(16).padStart(64, '0')
const account = (name: string): string => `${BITCOIN}:script-${Buffer.from(name).toString('hex').padStart(64, '0')}`

interface Step {
	/** Output numbers of transactions before: [transaction, vout]. The first step spends a coin of its own. */
	readonly from?: readonly (readonly [number, number])[]
	readonly to: readonly (readonly [account: string, amount: number])[]
	readonly version?: number
	readonly sequence?: number
	readonly at?: number
}

/** Transactions 1, 2, …, each spending the last output of the one before where nothing else is said. */
function made(...steps: readonly Step[]): UtxoTransaction[] {
	const done: UtxoTransaction[] = []
	for (const [i, { from, to, version = 2, sequence = 0xfffffffe, at }] of steps.entries()) {
		const n = i + 1
		const spends = from ?? (n === 1 ? [] : [[n - 1, done[i - 1]!.outputs.length - 1] as const])
		const outputs = to.map(([name, amount], vout) => ({
			id: `${BITCOIN}/${txid(n)}:${vout}`,
			account: account(name),
			amount: BigInt(amount),
		}))
		const inputs = spends.map(([number, vout]) => {
			const output = done[number - 1]!.outputs[vout]!
			return { spends: output.id, account: output.account, amount: output.amount, sequence }
		})
		const own = { spends: `${BITCOIN}/${txid(1000 + n)}:0`, account: account(`own${n}`), sequence }
		const amount = outputs.reduce((sum, output) => sum + output.amount, 0n)
		done.push({
			...{ kind: 'utxo', id: `${BITCOIN}/${txid(n)}`, chain: BITCOIN, txid: txid(n), version, coinbase: false },
			...{ height: 500_000 + n, atSeconds: at ?? 1_500_000_000 + 600 * n, order: [500_000 + n, 0, 0] },
			inputs: inputs.length > 0 ? inputs : [{ ...own, amount }],
			outputs,
		})
	}
	return done
}

interface Around {
	readonly mixes?: readonly number[]
	readonly services?: readonly string[]
}

function chainsOf(transactions: readonly UtxoTransaction[], { mixes = [], services = [] }: Around = {}): PeelChain[] {
	const { view, ...graph } = buildView(transactions)
	expect(graph.count).toBe(transactions.length)
	return peelChains(transactions, {
		view,
		isMix: ({ id }) => mixes.some((n) => id.endsWith(txid(n))),
		isService: (output) => services.some((name) => output.account === account(name)),
	})
}

function buildView(transactions: readonly UtxoTransaction[]) {
	const graph = new TransactionGraph()
	graph.add({ transactions })
	return { view: graph.view, count: transactions.filter(({ id }) => graph.view.transaction(id) !== undefined).length }
}

const shape = ({ steps, end }: PeelChain): string =>
	`${steps.map(({ peels }) => peels.map(({ amount }) => amount).join('+')).join(', ')} > ${steps.at(-1)!.kept?.amount ?? '?'} ${end}`
const shapes = (transactions: readonly UtxoTransaction[], around?: Around): string[] =>
	chainsOf(transactions, around).map(shape)

/** 100 into 2 and 98, 98 into 3 and 95, 95 into 5 and 90. */
const PC1: readonly Step[] = [
	{
		to: [
			['a', 2],
			['A', 98],
		],
	},
	{
		to: [
			['b', 3],
			['B', 95],
		],
	},
	{
		to: [
			['c', 5],
			['C', 90],
		],
	},
]

describe('a peel chain', () => {
	it('is found step by step (golden PC1)', () => {
		expect(shapes(made(...PC1))).toEqual(['2, 3, 5 > 90 noSpenderRead'])
	})

	it('does not go on into another wallet habit (golden PC1): one step alone is no chain', () => {
		const other = PC1.map((step, i) => (i === 1 ? { ...step, version: 1 } : step))
		expect(shapes(made(...other))).toEqual([])
		const later = [
			...PC1,
			{
				to: [
					['d', 4],
					['D', 86],
				],
				version: 1,
			} as const,
		]
		expect(shapes(made(...later))).toEqual(['2, 3, 5 > 90 fingerprintBreak'])
	})

	it('is the same wherever the change stands and in whatever order its steps are given', () => {
		const turned = made(
			{
				to: [
					['A', 98],
					['a', 2],
				],
			},
			{
				from: [[1, 0]],
				to: [
					['b', 3],
					['B', 95],
				],
			},
			{
				from: [[2, 1]],
				to: [
					['C', 90],
					['c', 5],
				],
			},
		)
		expect(shapes(turned)).toEqual(['2, 3, 5 > 90 noSpenderRead'])
		expect(shapes([...turned].reverse())).toEqual(['2, 3, 5 > 90 noSpenderRead'])
	})

	it('keeps to the output that returns to the payer, even where a greater one is spent alike', () => {
		const transactions = made(
			{
				to: [
					['P', 10],
					['big', 90],
				],
			},
			{
				from: [[1, 0]],
				to: [
					['P', 8],
					['x', 2],
				],
			},
			{
				from: [[2, 0]],
				to: [
					['P', 7],
					['y', 1],
				],
			},
			{
				from: [[3, 0]],
				to: [
					['P', 5],
					['z', 2],
				],
			},
			{
				from: [[1, 1]],
				to: [
					['q', 30],
					['r', 60],
				],
			},
		)
		const chains = chainsOf(transactions)
		expect(chains.map(shape)).toContain('2, 1, 2 > 5 noSpenderRead')
		const own = chains.find((chain) => shape(chain).startsWith('2, 1, 2'))!
		expect(peelFigures(own, 0)).toMatchObject({ reusesChange: true, flagged: false, startValue: 10n })
	})

	it('ends as ambiguous where both outputs go on alike and none is clearly greater; each branch is a chain', () => {
		const transactions = made(
			...PC1.slice(0, 2),
			{
				to: [
					['l', 50],
					['r', 45],
				],
			},
			{
				from: [[3, 0]],
				to: [
					['l1', 1],
					['L1', 49],
				],
			},
			{
				from: [[4, 1]],
				to: [
					['l2', 1],
					['L2', 48],
				],
			},
			{
				from: [[5, 1]],
				to: [
					['l3', 1],
					['L3', 47],
				],
			},
			{
				from: [[3, 1]],
				to: [
					['r1', 1],
					['R1', 44],
				],
			},
			{
				from: [[7, 1]],
				to: [
					['r2', 1],
					['R2', 43],
				],
			},
			{
				from: [[8, 1]],
				to: [
					['r3', 1],
					['R3', 42],
				],
			},
		)
		expect(shapes(transactions)).toEqual([
			'2, 3, 50+45 > ? ambiguous',
			'1, 1, 1 > 47 noSpenderRead',
			'1, 1, 1 > 42 noSpenderRead',
		])
	})

	it.each([
		['a labelled service', { services: ['C'] }, '2, 3, 5 > 90 endpoint', []],
		['a mix', { mixes: [4] }, '2, 3, 5 > 90 mix', []],
		['inputs of other accounts', {}, '2, 3, 5 > 90 consolidation', [[1, 0]]],
	] as const)('ends at %s', (_text, around, expected, joined) => {
		const last: Step = {
			from: [[3, 1], ...joined],
			to: [
				['d', 4],
				['D', 86],
			],
		}
		expect(shapes(made(...PC1, last), around)).toEqual([expected])
	})

	it('bears twenty thousand steps', () => {
		const steps = Array.from(
			{ length: 20_000 },
			(_, n): Step => ({
				to: [
					[`p${n}`, 1],
					[`k${n}`, 1_000_000 - n],
				],
			}),
		)
		const [chain] = chainsOf(made(...steps))
		expect(chain?.steps).toHaveLength(20_000)
	})
})

describe('a flag', () => {
	const chain = (steps: number, peel: number, gap: number): PeelChain =>
		chainsOf(
			made(
				...Array.from(
					{ length: steps },
					(_, n): Step => ({
						to: [
							[`p${n}`, peel],
							[`k${n}`, 100_000 - peel * (n + 1)],
						],
						at: 1_500_000_000 + gap * n,
					}),
				),
			),
		)[0]!

	it.each([
		['five quick steps with small peels', chain(5, 100, 600), 0, true],
		['four steps', chain(4, 100, 600), 0, false],
		['steps a day apart', chain(5, 100, 86_400), 0, false],
		['great peels', chain(5, 15_000, 600), 0, false],
		['two peels to exchanges, whatever the rest', chain(4, 15_000, 86_400), 2, true],
	])('stands on %s: %#', (_text, made, exchanges, flagged) => {
		expect(peelFigures(made, exchanges).flagged).toBe(flagged)
	})

	it('is fooled by payroll: a firm that pays its people one after the other is flagged too', () => {
		expect(peelFigures(chain(12, 2_000, 60), 0).flagged).toBe(true)
	})
})
