import { appr, degrees } from '../baselines/appr.js'
import { HeapResiduals, ScannedResiduals } from '../baselines/residuals.js'
import { scannedRank } from '../baselines/scannedRank.js'
import { ttrByValue } from '../baselines/ttrByValue.js'
import { valueGraph } from '../baselines/valueGraph.js'
import type { Bench, BenchRow } from '../support/bench.js'
import { randomTransfers } from '../support/randomTransfers.js'

const EDGES = 100_000

/**
 * TTR and APPR rank accounts and say no amounts: they are baselines. The recurrence is the same on all sides; what differs
 * is how the account with the most residual mass is found. The published program, in Python, searches all of them at every
 * step, and that is what the goals are for; the same search in our language shows how much of it the language is.
 */
export const row: BenchRow = {
	title: 'ranking by pushes',
	async run(bench) {
		const transfers = randomTransfers(EDGES)
		const { accounts, from, to, amounts } = transfers
		const graph = valueGraph(accounts, from, to, amounts)
		const source = from[0] as number
		const contest = (workload: string, peer: () => Float64Array, own: () => Float64Array) =>
			bench.contest({
				workload,
				peer: { name: 'scan of all residuals', run: peer, repeats: 1 },
				ours: { name: 'indexed heap', run: own },
				same: sameRanks,
				work: EDGES,
				unit: 'graph edges',
			})
		for (const { eps, goal } of thresholds(bench)) {
			const { ours } = await contest(
				`TTR by value, eps ${eps}`,
				() => ttrByValue(graph, source, new ScannedResiduals(eps)),
				() => ttrByValue(graph, source, new HeapResiduals(accounts, eps)),
			)
			const workload = `the same as a Python program, eps ${eps}`
			const published = scannedRank(transfers, source, eps)
			if (published === null) {
				bench.skip(workload, 'there is no python3')
				continue
			}
			sameRanks(published.ranks, ours.answer)
			bench.report({
				workload,
				peer: 'scan of all residuals in Python (1x)',
				peerFigure: `${published.cpuSeconds.toFixed(1)} s`,
				ours: 'indexed heap',
				ourFigure: `${(1000 * ours.cpuSeconds).toFixed(1)} ms`,
				value: published.cpuSeconds / ours.cpuSeconds,
				text: `${(published.cpuSeconds / ours.cpuSeconds).toFixed(0)}x`,
				goal: { atLeast: goal },
			})
		}
		// Divided by degree, the threshold that leaves as many pushes is lower.
		const degree = degrees(graph)
		await contest(
			'APPR, eps 1e-6',
			() => appr(graph, source, new ScannedResiduals(1e-6, degree)),
			() => appr(graph, source, new HeapResiduals(accounts, 1e-6, degree)),
		)
	},
}

function thresholds({ full }: Bench): { eps: number; goal: number }[] {
	const quick = [{ eps: 1e-4, goal: 300 }]
	return full ? [...quick, { eps: 2e-5, goal: 1000 }] : quick
}

function sameRanks(peer: Float64Array, ours: Float64Array): void {
	for (const [node, rank] of peer.entries()) {
		if (Math.abs(rank - (ours[node] as number)) > 1e-9) throw new Error(`ranks of node ${node} differ`)
	}
}
