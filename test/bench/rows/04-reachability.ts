import { strictEqual } from 'node:assert/strict'
import { MultiDirectedGraph } from 'graphology'
import { bfsFromNode } from 'graphology-traversal'
import { buildCsr } from '../../../src/graph/columns/csr.js'
import { reachable } from '../../../src/graph/columns/reachable.js'
import type { BenchRow } from '../support/bench.js'
import { accountText, randomColumns } from '../support/randomColumns.js'
import { randomTransfers } from '../support/randomTransfers.js'

const COUNT = 1e6

export const row: BenchRow = {
	title: 'reachability',
	async run(bench) {
		const transfers = randomTransfers(COUNT)
		const columns = randomColumns(transfers)
		const csr = buildCsr(columns, 'out')
		const sources = [columns.from[0] as number]
		let edges = 0
		for (const account of reachable(csr, sources))
			edges += (csr.starts[account + 1] as number) - (csr.starts[account] as number)
		const whole = await bench.measure(() => reachable(buildCsr(columns, 'out'), sources))

		const graph = new MultiDirectedGraph()
		const name = columns.accounts.text(sources[0] as number)
		const { peer } = await bench.contest({
			workload: `10^6 transfers, ${edges} followed`,
			peer: {
				name: 'graphology-traversal bfsFromNode',
				prepare: () => {
					for (let i = 0; i < COUNT; i++) {
						const ends = [accountText(transfers.from[i] as number), accountText(transfers.to[i] as number)] as const
						for (const end of ends) graph.mergeNode(end)
						graph.addDirectedEdge(...ends)
					}
				},
				run: () => {
					const reached = new Set<string>()
					bfsFromNode(graph, name, (node) => void reached.add(node), { mode: 'outbound' })
					return reached
				},
			},
			ours: { name: 'reachable', run: () => reachable(csr, sources) },
			same: (theirs, ours) => {
				strictEqual(ours.length, theirs.size)
				for (const account of ours) strictEqual(theirs.has(columns.accounts.text(account)), true)
			},
			work: edges,
			unit: 'transfers',
			goal: 40,
		})
		bench.report({
			workload: 'the same, making the snapshot included',
			ours: 'buildCsr and reachable',
			ourFigure: `${(edges / whole.cpuSeconds / 1e6).toFixed(1)} M transfers/s`,
			value: peer.cpuSeconds / whole.cpuSeconds,
			text: `${(peer.cpuSeconds / whole.cpuSeconds).toFixed(1)}x`,
		})
	},
}
