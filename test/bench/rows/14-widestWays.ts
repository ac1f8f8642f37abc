import { deepStrictEqual } from 'node:assert/strict'
import { MultiDirectedGraph } from 'graphology'
import dijkstra from 'graphology-shortest-path/dijkstra.js'
import { widestWays } from '../../../src/graph/columns/widestWays.js'
import { widestPaths } from '../../../src/graph/widestPaths.js'
import type { TransferColumns } from '../../../src/model/columns/transferColumns.js'
import type { AccountTransaction } from '../../../src/model/transaction.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, BENCH_ASSET, randomColumns } from '../support/randomColumns.js'
import { type RandomTransfers, randomTransfers } from '../support/randomTransfers.js'

const COUNT = 1e6
const MOST = 10

export const row: BenchRow = {
	title: 'widest time-respecting ways',
	async run(bench) {
		checkAnswers()
		const transfers = randomTransfers(COUNT)
		const columns = randomColumns(transfers)
		const [from, to] = [columns.accounts.text(columns.from[0] as number), accountText(0)]
		const run = (): number => widestWays(columns, { from, to, most: MOST }).length
		const ours = await bench.measure(run)
		const relaxed = relaxations(columns, from)

		const graph = new MultiDirectedGraph()
		for (let i = 0; i < COUNT; i++) {
			const ends = [accountText(transfers.from[i] as number), accountText(transfers.to[i] as number)] as const
			for (const end of ends) graph.mergeNode(end)
			graph.addDirectedEdge(...ends, { cost: 1 / (transfers.amounts[i] as number) })
		}
		let scanned = 0
		const peer = await bench.measure(() => {
			scanned = 0
			for (const account of Object.keys(dijkstra.singleSource(graph, from, 'cost'))) scanned += graph.outDegree(account)
		}, 1)
		const speed = { peer: scanned / peer.cpuSeconds, ours: relaxed / ours.cpuSeconds }
		bench.report({
			workload: `10^6 transfers: ${MOST} ways in time order, against one shortest path to each account`,
			peer: 'graphology-shortest-path dijkstra',
			peerFigure: `${(speed.peer / 1e6).toFixed(2)} M steps/s (1x)`,
			ours: 'widestWays',
			ourFigure: `${(speed.ours / 1e6).toFixed(2)} M steps/s`,
			value: speed.ours / speed.peer,
			text: `${(speed.ours / speed.peer).toFixed(1)}x a step, ${(peer.cpuSeconds / ours.cpuSeconds).toFixed(1)}x in all`,
			goal: { atLeast: 8 },
		})
	},
}

/** The peer knows no widest path, so answers are held equal with our own search over objects, on a smaller table. */
function checkAnswers(): void {
	const transfers = randomTransfers(3000, 5)
	const columns = randomColumns(transfers)
	const transactions = Array.from(transfers.from, (_, i) => transactionAt(transfers, i))
	for (let hub = 0; hub < 5; hub++) {
		const query = { from: columns.accounts.text(columns.from[hub] as number), to: accountText(hub), most: MOST }
		const paths = widestPaths(transactions, query)
		const ways = widestWays(columns, query)
		deepStrictEqual(
			ways.map(({ width, rows }) => ({ width, transfers: rows.map(idOf) })),
			paths.map(({ width, transfers: ids }) => ({ width, transfers: ids })),
		)
	}
}

const idOf = (place: number): string => `eip155:1/0x${place.toString(16).padStart(64, '0')}#row:0`

function transactionAt({ from, to, amounts, atSeconds }: RandomTransfers, i: number): AccountTransaction {
	const id = idOf(i)
	return {
		kind: 'account',
		id: id.slice(0, id.indexOf('#')),
		chain: 'eip155:1',
		txid: id.slice('eip155:1/'.length, id.indexOf('#')),
		height: null,
		atSeconds: atSeconds[i] as number,
		transfers: [
			{
				id,
				from: accountText(from[i] as number),
				to: accountText(to[i] as number),
				asset: BENCH_ASSET,
				amount: BigInt(amounts[i] as number),
				order: [atSeconds[i] as number, -1, 0],
				orderTold: true,
			},
		],
	}
}

/** Ways that were extended by a transfer: for each transfer as many as its payer then has, at most the ten it keeps. */
function relaxations({ from, to, length, accounts }: TransferColumns, source: string): number {
	const ways = new Uint32Array(accounts.size)
	const start = accounts.find(source)
	let total = 0
	for (let i = 0; i < length; i++) {
		const payer = from[i] as number
		const extended = payer === start ? 1 : (ways[payer] as number)
		total += extended
		const payee = to[i] as number
		ways[payee] = Math.min(MOST, (ways[payee] as number) + extended)
	}
	return total
}
