import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { repoRoot } from './support/repoRoot.js'

interface Conditions {
	readonly types: string
	readonly default: string
}

const { exports } = JSON.parse(readFileSync(`${repoRoot}package.json`, 'utf8')) as {
	exports: Record<string, string | { readonly import: Conditions; readonly require: Conditions }>
}
const require = createRequire(import.meta.url)

const entries = Object.entries(exports).flatMap(([name, target]) =>
	typeof target === 'string' ? [] : [{ name, ...target }],
)

const declarations = entries.flatMap((entry) => [repoRoot + entry.import.types, repoRoot + entry.require.types])
const program = ts.createProgram(declarations, {
	module: ts.ModuleKind.NodeNext,
	moduleResolution: ts.ModuleResolutionKind.NodeNext,
	target: ts.ScriptTarget.ES2022,
	skipLibCheck: true,
	noEmit: true,
	types: ['node'],
})

/** Names that the declarations of an entry export, types among them. */
function declaredNames(file: string): string[] {
	const source = program.getSourceFile(file)
	const symbol = source && program.getTypeChecker().getSymbolAtLocation(source)
	if (!symbol) throw new Error(`${file} is not a module`)
	const exported = program.getTypeChecker().getExportsOfModule(symbol)
	return exported.map(({ name }) => name).sort()
}

describe('entry points', () => {
	it('are these', () => {
		expect(Object.keys(exports)).toMatchSnapshot()
	})

	it.each(entries)('$name gives the same names to import and to require, and declares them', async (entry) => {
		const esm = await import(pathToFileURL(repoRoot + entry.import.default).href)
		const cjs = require(repoRoot + entry.require.default)
		const names = Object.keys(esm).sort()
		expect(names.length).toBeGreaterThan(0)
		expect(names).not.toContain('default')
		expect(Object.keys(cjs).sort()).toEqual(names)

		const declared = declaredNames(repoRoot + entry.import.types)
		expect(declared).toEqual(expect.arrayContaining(names))
		expect(declaredNames(repoRoot + entry.require.types)).toEqual(declared)
		expect({ values: names, types: declared.filter((name) => !names.includes(name)) }).toMatchSnapshot()
	})

	it.each(entries)('$name resolves by its name', ({ name, import: esm, require: cjs }) => {
		const id = `fundtrail${name.slice(1)}`
		expect(pathToFileURL(require.resolve(id)).href).toBe(pathToFileURL(repoRoot + cjs.default).href)
		for (const file of [esm.default, esm.types, cjs.default, cjs.types]) expect(existsSync(repoRoot + file)).toBe(true)
	})

	it('hands out one class of error, whichever entry throws it', async () => {
		const core = await import(pathToFileURL(`${repoRoot}dist/index.js`).href)
		const cases = await import(pathToFileURL(`${repoRoot}dist/cases.js`).href)
		const error = await cases.openCase('no/such/case').catch((thrown: unknown) => thrown)
		expect(error).toBeInstanceOf(core.InputError)
		expect(error.code).toBe('E_PATH')
	})

	it('ships each schema under its own name', () => {
		expect(exports['./schemas/*.json']).toBe('./schemas/*.json')
		const path = require.resolve('fundtrail/schemas/result.json')
		expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ type: 'object' })
	})
})
