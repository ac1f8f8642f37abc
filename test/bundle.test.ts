import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { beforeAll, describe, expect, it } from 'vitest'
import { repoRoot } from './support/repoRoot.js'

/** Bytes, compressed as web servers do it at their best. */
const MOST_COMPRESSED = 80_000

/** Packages that belong to one source, one label format or the command line, never to the core. */
const NOT_IN_CORE = [
	'ethers',
	'bitcoinjs-lib',
	'@bitcoinerlab',
	'csv-parse',
	'yaml',
	'commander',
	'cli-progress',
	'graphology-gexf',
]

describe('the core in a browser', () => {
	let code: string
	/** What is loaded with it at once, without what a trace loads when it begins. */
	let atOnce: string
	let packages: string[]
	let imported: string[]

	beforeAll(async () => {
		const { outputFiles, metafile } = await build({
			outdir: 'bundled',
			splitting: true,
			absWorkingDir: repoRoot,
			entryPoints: ['dist/index.js'],
			bundle: true,
			minify: true,
			platform: 'browser',
			format: 'esm',
			target: 'es2022',
			write: false,
			metafile: true,
			logLevel: 'silent',
		})
		code = outputFiles.map(({ text }) => text).join('')
		const text = new Map(outputFiles.map((file) => [file.path.slice(repoRoot.length), file.text]))
		const open = ['bundled/index.js']
		const loaded = new Set<string>()
		for (let path = open.pop(); path !== undefined; path = open.pop()) {
			loaded.add(path)
			for (const { path: target, kind } of metafile.outputs[path]?.imports ?? [])
				if (kind === 'import-statement' && !loaded.has(target)) open.push(target)
		}
		atOnce = [...loaded].map((path) => text.get(path)).join('')
		const files = Object.keys(metafile.inputs)
		packages = [...new Set(files.map(packageOf).filter((name) => name !== null))].sort()
		imported = Object.values(metafile.inputs).flatMap(({ imports }) =>
			imports.map(({ path, original }) => original ?? path),
		)
	})

	it('needs no module of Node', () => {
		expect(imported.filter((name) => name.startsWith('node:'))).toEqual([])
		expect(/["'`]node:/.test(code)).toBe(false)
	})

	it('holds no chain library, no label format and no command line', () => {
		expect(packages).toContain('graphology')
		expect(packages.filter((name) => NOT_IN_CORE.some((left) => name.startsWith(left)))).toEqual([])
	})

	it('never asks the network by itself', () => {
		// A method called `fetch` of an adapter is not the global one.
		expect(/(?<![\w$.*])fetch\(/.test(code)).toBe(false)
		expect(/globalThis\.fetch|window\.fetch|XMLHttpRequest|WebSocket|sendBeacon/.test(code)).toBe(false)
	})

	it(`is at most ${MOST_COMPRESSED} bytes compressed, without what a running trace loads`, ({ annotate }) => {
		const bytes = gzipSync(atOnce, { level: 9 }).length
		annotate(`${bytes} bytes compressed, ${Buffer.byteLength(atOnce)} as they are; with all ${gzipSync(code).length}`)
		expect(atOnce.length).toBeGreaterThan(100_000)
		expect(bytes).toBeLessThanOrEqual(MOST_COMPRESSED)
	})
})

describe('the command line', () => {
	it.each([['--help'], ['--version']])('answers %s without loading a chain library', (flag) => {
		const hook = `data:text/javascript,${encodeURIComponent(`
			import { register } from 'node:module'
			register('data:text/javascript,' + encodeURIComponent(
				'export async function load(url, context, next) { process._rawDebug("loaded " + url); return next(url, context) }'
			))`)}`
		const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', hook, 'dist/cli.js', flag], {
			cwd: repoRoot,
			encoding: 'utf8',
		})
		expect(status).toBe(0)
		expect(stdout).not.toBe('')
		const loaded = stderr.split('\n').filter((line) => line.startsWith('loaded '))
		expect(loaded.some((line) => line.endsWith('/dist/cli.js'))).toBe(true)
		expect(loaded.filter((line) => /\/node_modules\/(?:ethers|bitcoinjs-lib|@bitcoinerlab)\//.test(line))).toEqual([])
	})

	it('says the version of the package', () => {
		const { version } = JSON.parse(readFileSync(`${repoRoot}package.json`, 'utf8'))
		const { stdout } = spawnSync(process.execPath, ['dist/cli.js', '--version'], { cwd: repoRoot, encoding: 'utf8' })
		expect(stdout.trim()).toBe(version)
	})
})

function packageOf(file: string): string | null {
	return file.match(/node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/)?.[1] ?? null
}
