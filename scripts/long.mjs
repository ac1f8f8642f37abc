// npm run test:long
//
// What takes minutes: chains of 20,000 steps, accounts of a million transfers, 10,000 random graphs on which everything
// has to hold, with the counts of what did, and traces that are stopped at every look-up and ended at each moment at
// which anything waits.
import { spawnSync } from 'node:child_process'

const SIZES = { FUNDTRAIL_SCALE: '20000', FUNDTRAIL_PROPERTY_RUNS: '10000' }
// The workers take their limits from here: a million transfers are made up in memory before they are traced.
const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --max-old-space-size=12288`

const { status } = spawnSync(
	process.execPath,
	[
		...['node_modules/vitest/vitest.mjs', 'run', '--maxWorkers=1'],
		...['test/trace/scale', 'test/property/randomGraphs.test.ts', 'test/search/every'],
	],
	{ stdio: 'inherit', env: { ...process.env, ...SIZES, NODE_OPTIONS } },
)
process.exitCode = status ?? 1
