import { spawnSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The checkout, with a separator at its end. */
export const root = fileURLToPath(new URL('../../', import.meta.url))
export const cliFile = join(root, 'dist', 'cli.js')

export interface Run {
	readonly status: number | null
	readonly stdout: string
	readonly stderr: string
}

/** Runs the built command line in the checkout and waits for its end. */
export function fundtrail(args: readonly string[], env: Readonly<Record<string, string>> = {}): Run {
	const { status, stdout, stderr } = spawnSync(process.execPath, [cliFile, ...args], {
		cwd: root,
		encoding: 'utf8',
		env: { ...process.env, ...env },
		maxBuffer: 256 * 2 ** 20,
	})
	return { status, stdout, stderr }
}

/** A new empty folder. */
export function newFolder(): string {
	return mkdtempSync(join(tmpdir(), 'fundtrail-test-'))
}
