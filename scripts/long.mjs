// npm run test:long
//
// What takes minutes: chains of 20,000 steps, accounts of a million transfers, and 10,000 random graphs on which everything
// has to hold, with the counts of what did.
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(
	process.execPath,
	[
		...['--max-old-space-size=12288', 'node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1'],
		...['test/trace/scale.test.ts', 'test/property/randomGraphs.test.ts'],
	],
	{ stdio: 'inherit', env: { ...process.env, FUNDTRAIL_SCALE: '20000', FUNDTRAIL_PROPERTY_RUNS: '10000' } },
)
process.exitCode = status ?? 1
