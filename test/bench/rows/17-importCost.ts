import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import type { BenchRow } from '../support/bench.js'

/** Entry points of the built package beside the libraries that do the same work by loading everything at once. */
const ENTRIES: readonly { readonly entry: string; readonly peer: string; readonly atMost?: number }[] = [
	{ entry: 'index', peer: 'ethers', atMost: 40 },
	{ entry: 'table', peer: 'ethers' },
	{ entry: 'bitcoin', peer: 'bitcoinjs-lib' },
	{ entry: 'heuristics', peer: 'ethers' },
	{ entry: 'labels', peer: 'ethers' },
]

export const row: BenchRow = {
	title: 'import cost',
	run(bench) {
		for (const { entry, peer, atMost } of ENTRIES) {
			const file = `${process.cwd()}/dist/${entry}.js`
			if (!existsSync(file)) {
				bench.skip(`import ${entry}`, 'not built: npm run build')
				continue
			}
			const ours = milliseconds(pathToFileURL(file).href, bench.repeats)
			const theirs = milliseconds(peer, bench.repeats)
			bench.report({
				workload: `import ${entry === 'index' ? 'fundtrail' : `fundtrail/${entry}`}`,
				peer,
				peerFigure: `${theirs.toFixed(0)} ms`,
				ours: 'dist',
				ourFigure: `${ours.toFixed(0)} ms`,
				value: ours,
				text: `${ours.toFixed(0)} ms, ${(theirs / ours).toFixed(1)}x`,
				...(atMost === undefined ? {} : { goal: { atMost } }),
			})
		}
	},
}

/** Median CPU milliseconds of importing a module, each time in a process of its own, without the start of node itself. */
function milliseconds(specifier: string, repeats: number): number {
	const script = `const start = process.cpuUsage(); await import(${JSON.stringify(specifier)});
		const { user, system } = process.cpuUsage(start); process.stdout.write(String((user + system) / 1000))`
	const runs = Array.from({ length: repeats + 1 }, () => {
		const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
			encoding: 'utf8',
		})
		if (status !== 0) throw new Error(`import of ${specifier} failed: ${stderr}`)
		return Number(stdout)
	})
	return runs.slice(1).sort((a, b) => a - b)[Math.floor(repeats / 2)] as number
}
