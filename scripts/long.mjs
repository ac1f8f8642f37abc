// npm run test:long
//
// The tests of scale at the size that has to be borne: chains of 20,000 steps, accounts of a million transfers.
import { spawnSync } from 'node:child_process'

const { status } = spawnSync(
	process.execPath,
	['--max-old-space-size=12288', 'node_modules/vitest/vitest.mjs', 'run', 'test/trace/scale.test.ts'],
	{ stdio: 'inherit', env: { ...process.env, FUNDTRAIL_SCALE: '20000' } },
)
process.exitCode = status ?? 1
