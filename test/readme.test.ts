import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { repoRoot } from './support/repoRoot.js'

interface Block {
	readonly language: string
	/** Line of the README at which the block starts. */
	readonly line: number
	readonly text: string
	/** What the comment above the block says it is the output of. */
	readonly outputOf: string | undefined
}

const readme = readFileSync(`${repoRoot}README.md`, 'utf8')
const blocks = blocksOf(readme)
const { scripts } = JSON.parse(readFileSync(`${repoRoot}package.json`, 'utf8')) as { scripts: Record<string, string> }

function blocksOf(markdown: string): Block[] {
	return [...markdown.matchAll(/(?:^<!-- output of: (.+) -->\n\n?)?^```(\w*)\n([\s\S]*?)^```$/gm)].map((match) => ({
		language: match[2] ?? '',
		line: markdown.slice(0, match.index).split('\n').length,
		text: match[3] ?? '',
		outputOf: match[1],
	}))
}

const inLanguage = (language: string): Block[] => blocks.filter((block) => block.language === language)

describe('TypeScript in the README', () => {
	const examples = inLanguage('ts')
	const folder = mkdtempSync(join(tmpdir(), 'fundtrail-readme-'))
	const files = examples.map(({ line }) => join(folder, `line${line}.mts`))
	let program: ts.Program

	beforeAll(() => {
		// The package under its own name, as a user has it installed.
		mkdirSync(join(folder, 'node_modules'))
		symlinkSync(repoRoot, join(folder, 'node_modules', 'fundtrail'), 'junction')
		for (const [i, { text }] of examples.entries()) writeFileSync(files[i] as string, text)
		program = ts.createProgram(files, {
			strict: true,
			noUncheckedIndexedAccess: true,
			exactOptionalPropertyTypes: true,
			module: ts.ModuleKind.NodeNext,
			moduleResolution: ts.ModuleResolutionKind.NodeNext,
			target: ts.ScriptTarget.ES2022,
			lib: ['lib.es2023.d.ts'],
			typeRoots: [`${repoRoot}node_modules/@types`],
			types: ['node'],
			skipLibCheck: true,
			noEmitOnError: true,
			outDir: folder,
		})
		program.emit()
	}, 60_000)

	afterAll(() => rmSync(folder, { recursive: true, force: true }))

	it('is there', () => expect(examples.length).toBeGreaterThanOrEqual(3))

	it.each(examples.map(({ line }, i) => [line, i]))('passes the type check: line %i', (_, i) => {
		const source = program.getSourceFile(files[i] as string)
		const faults = ts.getPreEmitDiagnostics(program, source).map(({ messageText, start, file }) => {
			const place = file === undefined || start === undefined ? '' : file.getLineAndCharacterOfPosition(start).line + 1
			return `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`
		})
		expect(faults).toEqual([])
	})

	it.each(examples.map(({ line }, i) => [line, i]))('runs and prints what its comments say: line %i', (_, i) => {
		const run = spawnSync(process.execPath, [(files[i] as string).replace(/\.mts$/, '.mjs')], {
			cwd: repoRoot,
			encoding: 'utf8',
		})
		expect(run).toMatchObject({ status: 0, stderr: '' })
		const promised = [...(examples[i] as Block).text.matchAll(/^\s*\/\/ prints: (.*)$/gm)].map(([, line]) => line)
		expect(promised.length).toBeGreaterThan(0)
		for (const line of promised) expect(run.stdout.split('\n')).toContain(line)
	})
})

describe('what the README shows', () => {
	const shown = blocks.flatMap(({ outputOf, line, text }) => (outputOf === undefined ? [] : [{ outputOf, line, text }]))

	it('has output of trace and of explain', () => {
		const commands = shown.map(({ outputOf }) => outputOf.split(' ')[0])
		expect(commands).toEqual(expect.arrayContaining(['trace', 'explain']))
	})

	it.each(shown)('is what is printed: line $line, $outputOf', ({ outputOf, text }) => {
		const { status, stdout } = spawnSync(process.execPath, ['dist/cli.js', ...outputOf.split(' ')], {
			cwd: repoRoot,
			encoding: 'utf8',
		})
		expect(status).toBe(0)
		// A line of "…" stands for lines left out.
		for (const part of text.split(/^…$\n?/m)) expect(stdout).toContain(part.trim())
	})

	it.each(inLanguage('json'))('is a case that its schema accepts: line $line', async ({ text }) => {
		const { caseSchema } = await import('../src/model/caseFile.js')
		expect(caseSchema.safeParse(JSON.parse(text)).error).toBeUndefined()
	})

	it('names npm scripts that exist', () => {
		const commands = inLanguage('sh').map(({ text }) => text)
		const named = [...`${commands.join('\n')}\n${readme}`.matchAll(/\bnpm run ([\w:-]+)/g)].map(
			([, name]) => name ?? '',
		)
		expect(named).toContain('demo')
		expect(named.filter((name) => !(name in scripts))).toEqual([])
	})

	it('names commands and options that the command line has', () => {
		const help = (...args: string[]): string =>
			spawnSync(process.execPath, ['dist/cli.js', ...args, '--help'], { cwd: repoRoot, encoding: 'utf8' }).stdout
		const overview = help()
		const lines = [...readme.matchAll(/\bnpx fundtrail (\w+)([^\n`#|]*)/g)]
		expect(lines.length).toBeGreaterThan(3)
		for (const [, command = '', rest = ''] of lines) {
			expect(overview).toContain(`${command} `)
			const own = help(command)
			for (const [option] of rest.matchAll(/--[a-z-]+/g)) expect(own).toContain(option)
		}
	})

	it('points at files that exist', () => {
		const links = [...readme.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, path]) => path ?? '')
		const paths = [...readme.matchAll(/(?<![\w./-])((?:fixtures|examples|src|test|docs|\.ci)\/[\w./-]*\w)/g)].map(
			([, path]) => path ?? '',
		)
		expect(links.length).toBeGreaterThan(0)
		expect([...links, ...paths].filter((path) => !existsSync(repoRoot + path))).toEqual([])
	})
})
