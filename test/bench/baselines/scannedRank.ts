import { spawnSync } from 'node:child_process'
import type { RandomTransfers } from '../support/randomTransfers.js'

export interface PythonRank {
	readonly cpuSeconds: number
	readonly ranks: Float64Array
}

/** TTR by value as a Python program finds it, searching all residuals at every step; null where there is no Python. */
export function scannedRank(transfers: RandomTransfers, source: number, eps: number): PythonRank | null {
	const { from, to, amounts, accounts } = transfers
	const input = JSON.stringify({ source, eps, from: [...from], to: [...to], amounts: [...amounts] })
	const { status, stdout, error } = spawnSync('python3', ['test/bench/baselines/scannedRank.py'], {
		...{ input, encoding: 'utf8', stdio: ['pipe', 'pipe', 'inherit'], maxBuffer: 1 << 28 },
	})
	if (error !== undefined && 'code' in error && error.code === 'ENOENT') return null
	if (status !== 0) throw new Error(`scannedRank.py ended with ${error?.message ?? status}`)
	const answer: { cpuSeconds: number; ranks: Record<string, number> } = JSON.parse(stdout)
	return {
		cpuSeconds: answer.cpuSeconds,
		ranks: Float64Array.from({ length: accounts }, (_, node) => answer.ranks[node] ?? 0),
	}
}
