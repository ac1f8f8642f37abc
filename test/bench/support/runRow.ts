import { pathToFileURL } from 'node:url'
import type { BenchRow } from './bench.js'
import { openBench } from './openBench.js'

/** Runs one row and tells the parent what it measures, line by line. The row's bundled file is the argument. */
async function runRow(file: string, tell: (message: object) => void): Promise<void> {
	const { row } = (await import(pathToFileURL(file).href)) as { row: BenchRow }
	tell({ kind: 'title', title: row.title })
	const options = { full: process.env.BENCH_FULL === '1', repeats: Number(process.env.BENCH_REPEATS ?? 5) }
	await row.run(openBench((line) => tell({ kind: 'line', line }), options))
}

const tell = (message: object): void => void process.send?.(message)
try {
	await runRow(process.argv[2] as string, tell)
} catch (error) {
	tell({ kind: 'error', error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
	process.exitCode = 1
}
process.disconnect?.()
