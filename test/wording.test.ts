import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'
import { openCase } from '../src/cases.js'
import { canonicalJson } from '../src/model/canonicalJson.js'
import { renderExplanation, renderResult } from '../src/report/index.js'
import { trace } from '../src/trace.js'
import type { TraceResult } from '../src/traceResult.js'
import { filesBelow } from './support/filesBelow.js'
import { repoRoot } from './support/repoRoot.js'

/** Words that give a person a role. A trace shows where value went, never what somebody is. */
const ROLES =
	/\b(?:perpetrators?|thie(?:f|ves)|suspects?|launder(?:er|ers)|hackers?|criminals?|culprits?|offenders?|fraudsters?|scammers?|attackers?|mules?)\b/gi

/** Phrases that hand an account to somebody as if it were a fact. */
const OWNERSHIP = /\b(?:belong(?:s|ed|ing)? to|(?:is|are|was|were) (?:owned|controlled) by|owner of)\b/gi

/** Where such a word is not ours: terms of published taxonomies that labels use. */
const TERMS_OF_OTHERS: readonly string[] = ['src/labels/categories.ts perpetrator']

/** Where such a phrase is about data, not about accounts. */
const NOT_OF_ACCOUNTS: readonly RegExp[] = [
	/an undo file belongs to one block/,
	/ belongs to another network than /,
	/the token belongs to another trace/,
]

const TEXT = /\.(?:ts|mjs|md|json|csv|html|txt|ya?ml)$/

const ownFiles = ['src', 'fixtures', 'examples', 'docs', 'schemas'].flatMap((folder) => {
	try {
		return filesBelow(repoRoot + folder).map((path) => `${folder}/${path}`)
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
		throw error
	}
})
const files = [...ownFiles, 'README.md', 'CHANGELOG.md', 'SECURITY.md', 'package.json'].filter((path) =>
	TEXT.test(path),
)

const read = (path: string): string => readFileSync(repoRoot + path, 'utf8')

/** Text of string literals and templates: what a program can say. */
function sayings(path: string): string[] {
	const tree = ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true)
	const found: string[] = []
	const nodes: ts.Node[] = [tree]
	for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
		if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node))
			found.push(node.text)
		node.forEachChild((child) => void nodes.push(child))
	}
	return found
}

const matches = (text: string, pattern: RegExp): string[] => text.match(pattern) ?? []

describe('what the files say', () => {
	it('looks at all of them', () => {
		expect(files.length).toBeGreaterThan(150)
		for (const path of ['src/index.ts', 'README.md', 'fixtures/mainnet-2015/README.md']) expect(files).toContain(path)
	})

	it('gives nobody a role', () => {
		const found = files.flatMap((path) => matches(read(path), ROLES).map((word) => `${path} ${word.toLowerCase()}`))
		expect(found.filter((place) => !TERMS_OF_OTHERS.includes(place))).toEqual([])
		expect(TERMS_OF_OTHERS.filter((place) => !found.includes(place))).toEqual([])
	})

	it('hands no account to anybody', () => {
		const said = files.flatMap((path) => {
			const texts = path.endsWith('.ts') ? sayings(path) : [read(path)]
			return texts
				.filter((text) => !NOT_OF_ACCOUNTS.some((harmless) => harmless.test(text)))
				.map((text) => ({ path, text }))
		})
		expect(said.flatMap(({ path, text }) => matches(text, OWNERSHIP).map((phrase) => `${path} ${phrase}`))).toEqual([])
	})

	it('names no place outside of the project but the public data beside it', () => {
		const wrong = files.filter((path) => /\/(?:home|root|tmp|work|Users)\/\w|file:\/\/\/\w/.test(read(path)))
		expect(wrong).toEqual([])
	})
})

describe('what is said of the shipped cases', () => {
	const cases = filesBelow(`${repoRoot}fixtures`).filter((path) => /(?:^|[./])case\.json$/.test(path))
	const results: TraceResult[] = []
	const outputs: { readonly of: string; readonly text: string }[] = []

	beforeAll(async () => {
		for (const path of cases) {
			const result = await trace((await openCase(`${repoRoot}fixtures/${path}`)).options)
			results.push(result)
			outputs.push({ of: `${path} as text`, text: await renderResult(result) })
			outputs.push({ of: `${path} as JSON`, text: canonicalJson(result.toJSON()) })
			for (const [i] of result.endpoints.entries())
				outputs.push({ of: `${path} endpoint ${i + 1}`, text: await renderExplanation(result.explain(i + 1)) })
		}
		for (const args of [
			['--help'],
			['trace', '--help'],
			['explain', '--help'],
			['check', '--help'],
			['schema', '--help'],
			['check', 'fixtures/worked-a1'],
		]) {
			const { stdout, stderr } = spawnSync(process.execPath, ['dist/cli.js', ...args], {
				cwd: repoRoot,
				encoding: 'utf8',
			})
			outputs.push({ of: args.join(' '), text: stdout + stderr })
		}
	}, 120_000)

	it('says something of each', () => {
		expect(cases.length).toBeGreaterThan(10)
		expect(outputs.filter(({ text }) => text.trim() === '').map(({ of }) => of)).toEqual([])
	})

	it('gives nobody a role and hands no account to anybody', () => {
		const found = outputs.flatMap(({ of, text }) =>
			[...matches(text, ROLES), ...matches(text, OWNERSHIP)].map((word) => `${of}: ${word}`),
		)
		expect(found).toEqual([])
	})

	it('names nobody an endpoint without saying whose word it is', () => {
		const nameless = results.flatMap(({ endpoints }) =>
			endpoints.filter(({ name, attributions }) => name !== null && attributions.length === 0),
		)
		expect(results.flatMap(({ endpoints }) => endpoints).length).toBeGreaterThan(10)
		expect(nameless).toEqual([])
	})

	it('never shortens an identifier', () => {
		const found = outputs.flatMap(({ of, text }) =>
			matches(text, /\b(?:0x)?[0-9a-zA-Z]{4,}(?:…|\.\.\.)[0-9a-zA-Z]{3,}/g).map((id) => `${of}: ${id}`),
		)
		expect(found).toEqual([])
	})
})
