import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { repoRoot } from './repoRoot.js'

/** What the tests need of a build. The oldest of them tells how old the build is. */
const BUILT = ['dist/index.js', 'dist/index.cjs', 'dist/index.d.ts', 'dist/cli.js', 'schemas']
const MADE_FROM = ['src', 'package.json', 'package-lock.json', 'tsup.config.ts', 'tsconfig.json']

/** Builds `dist` before the first test where it is missing or older than what it is made from. */
export function setup(): void {
	if (builtAt() >= changedAt()) return
	const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
	const { status, stdout, stderr, error } = spawnSync(npm, ['run', '--silent', 'build'], {
		cwd: repoRoot,
		encoding: 'utf8',
		stdio: ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32',
	})
	if (status !== 0) throw new Error(`the build failed\n${stdout}${stderr}`, { cause: error })
}

/** Milliseconds; 0 where something is missing. */
function builtAt(): number {
	return Math.min(...BUILT.map((path) => (existsSync(repoRoot + path) ? statSync(repoRoot + path).mtimeMs : 0)))
}

/** Milliseconds of the latest change. Folders count, so that a removed file is a change. */
function changedAt(): number {
	let latest = 0
	const paths = [...MADE_FROM]
	for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
		if (!existsSync(repoRoot + path)) continue
		const { mtimeMs } = statSync(repoRoot + path)
		latest = Math.max(latest, mtimeMs)
		if (statSync(repoRoot + path).isDirectory())
			paths.push(...readdirSync(repoRoot + path).map((name) => `${path}/${name}`))
	}
	return latest
}
