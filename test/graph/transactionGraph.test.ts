import { describe, expect, it } from 'vitest'
import { toAccountGraph } from '../../src/graph/toAccountGraph.js'
import { buildGraph, TransactionGraph } from '../../src/graph/transactionGraph.js'
import type { Transaction } from '../../src/model/transaction.js'
import { trace } from '../../src/trace.js'
import { BITCOIN } from '../support/memoryAdapter.js'
import { account, ETHER, paymentSource, payments, TOKEN, transaction } from '../support/payments.js'

const FIRST = `${BITCOIN}/${'11'.repeat(32)}`
const SECOND = `${BITCOIN}/${'22'.repeat(32)}`
const script = (n: number): string => `${BITCOIN}:script-${String(n).repeat(64)}`
const NATIVE = `${BITCOIN}/slip44:0`

const spends: Transaction[] = [
	{
		...{
			kind: 'utxo',
			id: FIRST,
			chain: BITCOIN,
			txid: '11'.repeat(32),
			height: 1,
			atSeconds: 60,
			order: [1, 0, 0],
			coinbase: true,
		},
		inputs: [{ spends: null, account: null, amount: null }],
		outputs: [
			{ id: `${FIRST}:0`, account: script(1), amount: 5n },
			{ id: `${FIRST}:1`, account: script(2), amount: 6n },
		],
	},
	{
		...{
			kind: 'utxo',
			id: SECOND,
			chain: BITCOIN,
			txid: '22'.repeat(32),
			height: 2,
			atSeconds: 70,
			order: [2, 1, 0],
			coinbase: false,
		},
		inputs: [
			{ spends: `${FIRST}:0`, account: script(1), amount: 5n },
			{ spends: `${FIRST}:1`, account: script(2), amount: 6n },
			{ spends: `${BITCOIN}/${'33'.repeat(32)}:7`, account: null, amount: null },
		],
		outputs: [
			{ id: `${SECOND}:0`, account: script(3), amount: 4n },
			{ id: `${SECOND}:1`, account: script(3), amount: 3n },
			{ id: `${SECOND}:2`, account: script(1), amount: 2n },
		],
	},
]

async function accountTransactions(...texts: string[]): Promise<Transaction[]> {
	const source = await paymentSource(payments(...texts))
	const found = new Map<string, Transaction>()
	const queries = texts.map((_, i) => ({ kind: 'transaction', subject: transaction(i + 1) }) as const)
	for await (const page of source.fetch(queries)) for (const one of page.transactions) found.set(one.id, one)
	return [...found.values()]
}

describe('the transaction graph', () => {
	it('has own keys: the output or transfer, and the side it is on', async () => {
		const graph = buildGraph([...spends, ...(await accountTransactions('A>B 5', '->B 1', 'A>- 2'))])
		expect(graph.edges().sort()).toEqual(
			[
				...[`${FIRST}:0:in`, `${FIRST}:0:out`, `${FIRST}:1:in`, `${FIRST}:1:out`],
				...[`${SECOND}:0:out`, `${SECOND}:1:out`, `${SECOND}:2:out`],
				...[
					`${transaction(1)}#row:0:in`,
					`${transaction(1)}#row:0:out`,
					`${transaction(2)}#row:0:out`,
					`${transaction(3)}#row:0:in`,
				],
			].sort(),
		)
		expect([graph.source(`${FIRST}:0:in`), graph.target(`${FIRST}:0:in`)]).toEqual([script(1), SECOND])
		expect([graph.source(`${FIRST}:0:out`), graph.target(`${FIRST}:0:out`)]).toEqual([FIRST, script(1)])
		expect(graph.getEdgeAttributes(`${FIRST}:0:in`)).toEqual({
			asset: NATIVE,
			amount: '5',
			height: 2,
			atSeconds: 70,
			taint: '0',
		})
		expect(graph.getNodeAttributes(SECOND)).toEqual({ kind: 'transaction', height: 2, atSeconds: 70, unknownInputs: 1 })
		expect(graph.getNodeAttributes(script(1))).toEqual({ kind: 'account' })
		expect([graph.type, graph.multi]).toEqual(['directed', true])
	})

	it('can be serialised: no attribute is a bigint', () => {
		const graph = buildGraph(spends)
		expect(JSON.parse(JSON.stringify(graph.export())).edges).toHaveLength(graph.size)
	})

	it('takes a transaction once, whatever comes again', () => {
		expect(buildGraph([...spends, ...spends]).size).toBe(buildGraph(spends).size)
		const graph = new TransactionGraph()
		expect(graph.add({ transactions: spends }).disagreements).toEqual([])
		expect([graph.graph.order, graph.view.transaction(FIRST)?.id]).toEqual([0, FIRST])
		graph.join(FIRST)
		graph.join(FIRST)
		graph.join('unknown')
		expect(graph.graph.order).toBe(3)
		graph.setTaint(`${FIRST}:0`, 4n)
		graph.setTaint('unknown', 4n)
		expect(graph.graph.getEdgeAttribute(`${FIRST}:0:out`, 'taint')).toBe('4')
		const changed = spends.map((one) => ({ ...one, height: 9 }))
		expect(graph.add({ transactions: changed }).disagreements).toEqual([FIRST, SECOND])
	})

	it('takes no name of the language for an identifier: graphology would write to its prototype', () => {
		const [whole] = spends as [Extract<Transaction, { kind: 'utxo' }>]
		const [output] = whole.outputs
		for (const odd of [
			{ ...whole, id: '__proto__' },
			{ ...whole, outputs: [{ ...output!, account: 'toString' }] },
			{ ...whole, chain: 'constructor', id: 'constructor/1' },
		])
			expect(() => buildGraph([odd])).toThrowError(expect.objectContaining({ code: 'E_INPUT' }))
		expect(buildGraph([whole]).hasNode(whole.id)).toBe(true)
		for (const owner of [{}, Object.prototype.toString]) expect('previous' in owner).toBe(false)
	})

	it('of a trace holds what seed value reached, and only that', async () => {
		const sources = [await paymentSource(payments('N>A 3', 'S>A 5', 'A>B 4', 'N>C 9', 'C>D 9'))]
		const { graph } = await trace({ seeds: [account('S')], sources, budget: { minShare: 0 } })
		const found = graph?.filterNodes((_node, { kind }) => kind === 'transaction').sort()
		expect(found).toEqual([transaction(2), transaction(3)])
		expect(graph?.getEdgeAttribute(`${transaction(3)}#row:0:in`, 'taint')).toBe('1')
		expect(graph?.hasNode(account('C'))).toBe(false)
	})
})

describe('the account graph', () => {
	it('joins payer and recipient of each transfer', async () => {
		const graph = toAccountGraph(buildGraph(await accountTransactions('A>B 5', 'A>B 2 T', '->B 1', 'A>- 2', 'A>A 3')))
		const edges = graph.mapEdges((_edge, { asset, amount, payers }, from, to) => [from, to, asset, amount, payers])
		expect(edges).toEqual([
			[account('A'), account('B'), ETHER, '5', 1],
			[account('A'), account('B'), TOKEN, '2', 1],
			[account('A'), account('A'), ETHER, '3', 1],
		])
		expect(graph.nodes().sort()).toEqual([account('A'), account('B')])
	})

	it('joins every payer of a spend to every recipient, with what the recipient got of all', () => {
		const graph = toAccountGraph(buildGraph(spends))
		const edges = graph.mapEdges((_edge, { amount, payers, transaction: by }, from, to) => [
			from,
			to,
			amount,
			payers,
			by,
		])
		expect(edges).toEqual([
			[script(1), script(3), '7', 2, SECOND],
			[script(2), script(3), '7', 2, SECOND],
			[script(1), script(1), '2', 2, SECOND],
			[script(2), script(1), '2', 2, SECOND],
		])
		expect(JSON.stringify(graph.export())).not.toContain('undefined')
	})
})
