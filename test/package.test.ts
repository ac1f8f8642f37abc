import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { filesBelow } from './support/filesBelow.js'
import { repoRoot } from './support/repoRoot.js'
import { runNpm } from './support/runNpm.js'

const manifest = JSON.parse(readFileSync(`${repoRoot}package.json`, 'utf8'))
const dependencies = Object.keys(manifest.dependencies)

/** Files meant to be in the package: what the build makes, what the package says of itself, nothing else. */
const MEANT =
	/^(?:dist\/[\w-]+\.(?:js|cjs|d\.ts|d\.cts)|schemas\/[\w-]+\.json|README\.md|LICENSE|CHANGELOG\.md|package\.json)$/

describe('the tarball', () => {
	let files: string[]

	beforeAll(() => {
		const { status, stdout, stderr } = runNpm('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], repoRoot)
		if (status !== 0) throw new Error(stderr)
		files = JSON.parse(stdout)[0].files.map(({ path }: { path: string }) => path)
	})

	it('holds what is meant to be in it and nothing else', () => {
		expect(files.filter((path) => !MEANT.test(path))).toEqual([])
		expect(files).toEqual(
			expect.arrayContaining(['README.md', 'LICENSE', 'CHANGELOG.md', 'package.json', 'dist/index.js', 'dist/cli.js']),
		)
		expect(files.filter((path) => path.startsWith('schemas/'))).not.toEqual([])
	})

	it('holds every file that the package names', () => {
		const named = JSON.stringify([manifest.exports, manifest.bin, manifest.main, manifest.module, manifest.types])
		const paths = [...named.matchAll(/"\.\/([^"*]+\.\w+)"/g)].map(([, path]) => path)
		expect(paths.length).toBeGreaterThan(10)
		expect(paths.filter((path) => path !== undefined && !files.includes(path))).toEqual([])
	})

	it('holds no leftovers of an earlier build', () => {
		const built = files.filter((path) => path.startsWith('dist/'))
		const entries = built.filter((path) => !/\/(?:chunk-|[\w-]+-[\w-]{8}\.)/.test(path))
		const reached = new Set<string>()
		const open = [...entries]
		for (let path = open.pop(); path !== undefined; path = open.pop()) {
			if (reached.has(path)) continue
			reached.add(path)
			for (const [, target] of readFileSync(repoRoot + path, 'utf8').matchAll(/['"](\.\/[\w.-]+\.c?js)['"]/g)) {
				const found = posix.join('dist', target ?? '')
				const declares = /\.d\.c?ts$/.test(path)
				open.push(declares ? found.replace(/\.cjs$/, '.d.cts').replace(/\.js$/, '.d.ts') : found)
			}
		}
		expect(built.filter((path) => !reached.has(path))).toEqual([])
	})

	it('names no path of the machine on which it was built', () => {
		const places = [repoRoot.slice(0, -1), homedir(), tmpdir()].filter((path) => path.length > 1)
		const wrong = files.filter((path) => {
			const text = readFileSync(repoRoot + path, 'utf8')
			return places.some((place) => text.includes(`${place}/`) || text.includes(`${place}\\`))
		})
		expect(wrong).toEqual([])
	})
})

describe('runtime dependencies', () => {
	it('are each imported somewhere', () => {
		const imported = new Set<string>()
		for (const path of filesBelow(`${repoRoot}src`)) {
			const { importedFiles } = ts.preProcessFile(readFileSync(`${repoRoot}src/${path}`, 'utf8'), true, true)
			for (const { fileName } of importedFiles) {
				if (!fileName.startsWith('.')) imported.add(fileName.split('/', fileName.startsWith('@') ? 2 : 1).join('/'))
			}
		}
		expect(dependencies.filter((name) => !imported.has(name))).toEqual([])
		const others = [...imported].filter((name) => !name.startsWith('node:') && !dependencies.includes(name))
		expect(others).toEqual([])
	})

	it('each have their reason in the README', () => {
		const readme = readFileSync(`${repoRoot}README.md`, 'utf8')
		const rows = new Map([...readme.matchAll(/^\| `([^`]+)`\s*\| (.+?)\s*\|$/gm)].map(([, name, why]) => [name, why]))
		expect(dependencies.filter((name) => !rows.get(name)?.trim())).toEqual([])
	})

	it('run no script when they are installed', () => {
		const lock = JSON.parse(readFileSync(`${repoRoot}package-lock.json`, 'utf8')) as {
			packages: Record<string, { dev?: boolean; hasInstallScript?: boolean }>
		}
		const runtime = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true)
		expect(runtime.length).toBeGreaterThanOrEqual(dependencies.length)
		expect(runtime.filter(([, { hasInstallScript }]) => hasInstallScript).map(([path]) => path)).toEqual([])
		const own = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in manifest.scripts)
		expect(own).toEqual([])
	})

	it('are locked without naming a registry other than the public one', () => {
		const lock = readFileSync(`${repoRoot}package-lock.json`, 'utf8')
		const hosts = new Set([...lock.matchAll(/"resolved": "([a-z+]+:\/\/[^/"]+)/g)].map(([, host]) => host))
		hosts.delete('https://registry.npmjs.org')
		expect([...hosts]).toEqual([])
	})
})

describe('installed from its tarball', () => {
	const folder = mkdtempSync(join(tmpdir(), 'fundtrail-installed-'))
	let unreachable: string | undefined

	beforeAll(() => {
		const packed = runNpm('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', folder], repoRoot)
		if (packed.status !== 0) throw new Error(packed.stderr)
		const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'))
		writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'user', version: '1.0.0', private: true }))
		const args = ['install', `./${tarball}`, '--prefer-offline', '--no-audit', '--no-fund']
		const { status, stderr } = runNpm('npm', args, folder)
		if (status === 0) return
		// Without a registry nothing can be said about installing; any other failure is one.
		if (!/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|ENOTCACHED/.test(stderr)) throw new Error(stderr)
		unreachable = 'the package registry cannot be reached'
	}, 180_000)

	afterAll(() => rmSync(folder, { recursive: true, force: true }))

	const node = (...args: string[]) => spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
	const entries = Object.keys(manifest.exports).filter((name) => !name.includes('.json'))
	const names = entries.map((name) => `fundtrail${name.slice(1)}`)

	it.for(names)('import and require of %s', (name, { skip }) => {
		skip(unreachable !== undefined, unreachable)
		const say = 'process.stdout.write(Object.keys(it).sort().join())'
		const imported = node('--input-type=module', '-e', `import * as it from '${name}'; ${say}`)
		expect(imported).toMatchObject({ status: 0, stderr: '' })
		expect(imported.stdout).not.toBe('')
		const required = node('--input-type=commonjs', '-e', `const it = require('${name}'); ${say}`)
		expect(required).toMatchObject({ status: 0, stderr: '', stdout: imported.stdout })
	})

	it('has the command line', ({ skip }) => {
		skip(unreachable !== undefined, unreachable)
		const version = runNpm('npx', ['--no-install', 'fundtrail', '--version'], folder)
		expect({ status: version.status, stdout: version.stdout.trim() }).toEqual({ status: 0, stdout: manifest.version })
		const checked = runNpm('npx', ['--no-install', 'fundtrail', 'check', `${repoRoot}fixtures/worked-u1`], folder)
		expect(checked).toMatchObject({ status: 0 })
	})
})
