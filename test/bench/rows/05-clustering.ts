import { UndirectedGraph } from 'graphology'
import { connectedComponents } from 'graphology-components'
import type { AbstractGraph } from 'graphology-types'
import { StaticDisjointSet } from 'mnemonist'
import { UnionFind } from '../../../src/graph/clustering/unionFind.js'
import type { BenchRow } from '../support/bench.js'
import { type RandomTransfers, randomTransfers } from '../support/randomTransfers.js'

const MILLION = 1_000_000
/** Ours is done in some hundredths of a second, where one pause of the machine is most of what is measured. */
const REPEATS = 11

export const row: BenchRow = {
	title: 'co-spend clustering',
	async run(bench) {
		await againstMnemonist(MILLION)
		if (bench.full) await againstMnemonist(10 * MILLION, 5)
		else bench.skip('10^7 unions', 'with --full')
		await againstComponents(MILLION, 90)

		async function againstMnemonist(unions: number, goal?: number): Promise<void> {
			const data = randomTransfers(unions)
			await bench.contest({
				workload: `${unions / MILLION} M unions`,
				peer: { name: 'mnemonist StaticDisjointSet', run: () => mnemonist(data) },
				ours: { name: 'UnionFind', run: () => unionFind(data), repeats: REPEATS },
				same: (theirs, ours) => {
					equal(
						data.accounts,
						(account) => theirs.find(account),
						(account) => ours.find(account),
					)
				},
				work: unions,
				unit: 'unions',
				...(goal === undefined ? {} : { goal }),
			})
		}

		async function againstComponents(edges: number, atLeast: number): Promise<void> {
			const data = randomTransfers(edges)
			// Ours is measured before the peer's graph exists: sweeping that heap would take longer than all of the unions.
			const ours = await bench.measure(() => unionFind(data), REPEATS)
			const graph = graphOf(data)
			const peer = await bench.measure(() => connectedComponents(graph), Math.min(bench.repeats, 3))
			const component = new Uint32Array(data.accounts)
			for (const [i, members] of peer.answer.entries()) for (const member of members) component[Number(member)] = i
			equal(
				data.accounts,
				(account) => component[account] as number,
				(account) => ours.answer.find(account),
			)
			const ratio = peer.cpuSeconds / ours.cpuSeconds
			bench.report({
				workload: `components, ${edges / MILLION} M edges`,
				peer: 'graphology-components',
				peerFigure: `${(edges / peer.cpuSeconds / MILLION).toFixed(2)} M edges/s`,
				ours: 'UnionFind',
				ourFigure: `${(edges / ours.cpuSeconds / MILLION).toFixed(1)} M edges/s`,
				value: ratio,
				text: `${ratio.toFixed(0)}x`,
				goal: { atLeast },
			})
		}
	},
}

function mnemonist({ accounts, from, to }: RandomTransfers): StaticDisjointSet {
	const sets = new StaticDisjointSet(accounts)
	for (let i = 0; i < from.length; i++) sets.union(from[i] as number, to[i] as number)
	return sets
}

function unionFind({ accounts, from, to }: RandomTransfers): UnionFind {
	const sets = new UnionFind(accounts)
	sets.unionAll(from, to)
	return sets
}

function graphOf({ accounts, from, to }: RandomTransfers): AbstractGraph {
	const graph = new UndirectedGraph()
	for (let account = 0; account < accounts; account++) graph.addNode(account)
	for (let i = 0; i < from.length; i++) graph.mergeEdge(from[i], to[i])
	return graph as unknown as AbstractGraph
}

/** Two ways to part the same accounts are equal where their names of the parts go together one to one. */
function equal(accounts: number, a: (account: number) => number, b: (account: number) => number): void {
	const there = new Map<number, number>()
	const back = new Map<number, number>()
	for (let account = 0; account < accounts; account++) {
		const [x, y] = [a(account), b(account)]
		if ((there.get(x) ?? y) !== y || (back.get(y) ?? x) !== x)
			throw new Error(`account ${account} is in part ${x} here and in part ${y} there`)
		there.set(x, y)
		back.set(y, x)
	}
}
