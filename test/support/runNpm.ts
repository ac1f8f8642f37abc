import { spawnSync } from 'node:child_process'

export interface NpmRun {
	readonly status: number | null
	readonly stdout: string
	readonly stderr: string
}

/** What the npm that runs the tests tells its scripts; another npm in another folder must not hear it. */
const OUTER =
	/^(?:npm_(?:package|lifecycle|command|config_(?:local_prefix|package|call|yes|loglevel|workspace))|INIT_CWD$)/

/** Runs `npm` or `npx` in a folder, without input. */
export function runNpm(command: 'npm' | 'npx', args: readonly string[], cwd: string): NpmRun {
	const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !OUTER.test(name)))
	const shell = process.platform === 'win32'
	const { status, stdout, stderr } = spawnSync(command, [...args], {
		cwd,
		encoding: 'utf8',
		env,
		shell,
		stdio: ['ignore', 'pipe', 'pipe'],
		maxBuffer: 64 * 2 ** 20,
	})
	return { status, stdout, stderr }
}
