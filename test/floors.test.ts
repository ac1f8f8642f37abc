import { readFileSync } from 'node:fs'
import { posix } from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { filesBelow } from './support/filesBelow.js'
import { repoRoot } from './support/repoRoot.js'

/** Rooms from the ground up; those of one floor never meet. */
const FLOORS: readonly (readonly string[])[] = [
	['model'],
	['graph', 'taint', 'labels', 'prices'],
	['heuristics', 'chains'],
	['search', 'clusters'],
	['result', 'paths'],
	['verbs'],
	['cases'],
	['report'],
	['index'],
	['cli'],
]

/** Files that stand outside of any folder. */
const ROOM_OF_FILE: Readonly<Record<string, string>> = {
	'checkPath.ts': 'verbs',
	'explain.ts': 'verbs',
	'payersOf.ts': 'verbs',
	'traceResult.ts': 'verbs',
	'expand.ts': 'verbs',
	'scoreTransfers.ts': 'verbs',
	'expandLeads.ts': 'verbs',
	'expandPools.ts': 'verbs',
	'expandWays.ts': 'verbs',
	'resultOfSearches.ts': 'verbs',
	'traceOptions.ts': 'verbs',
	'trace.ts': 'verbs',
	'whyLinked.ts': 'verbs',
	'cases.ts': 'cases',
	'index.ts': 'index',
	'cli.ts': 'cli',
	'heuristics.ts': 'index',
	'table.ts': 'index',
}

/** Rooms that see nothing of these rooms, although they lie below. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
	chains: ['graph', 'taint', 'labels'],
	heuristics: ['taint', 'labels'],
}

/** Rooms that see only types of these rooms. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { heuristics: ['graph'] }

/** Rooms that compute and do nothing else: no waiting, no clock, no chance. */
const PURE: ReadonlySet<string> = new Set(['model', 'graph', 'taint', 'heuristics'])

/** Folders inside a room whose members are independent of each other. */
const MEMBERS: readonly string[] = ['chains/bitcoin', 'chains/evm', 'chains/table']

/** The one way out, and what it is made of. */
const EGRESS: ReadonlySet<string> = new Set(
	['httpTransport', 'isPublicAddress', 'readBody'].map((name) => `chains/transport/${name}.ts`),
)

/** The only rooms that may write to the terminal or end the process. */
const SPEAKING: ReadonlySet<string> = new Set(['cli'])

const MEDIAN_BYTES = 4096
const MOST_BYTES = 10_240
/** Files that are tables of data, not code. */
const DATA_TABLES: readonly string[] = ['heuristics/cards/cards.ts', 'heuristics/cards/measured.ts']

/** Entry points: they export other files' names. */
const ENTRIES: readonly string[] = [
	'index.ts',
	'cli.ts',
	'cases.ts',
	'report/index.ts',
	'chains/bitcoin/index.ts',
	'chains/evm/index.ts',
	'chains/table/index.ts',
	'heuristics.ts',
	'table.ts',
	'heuristics/index.ts',
	'labels/index.ts',
	'prices/index.ts',
]

/** Files named after a thing of which they export the parts, none of them above the others. */
const NAMED_AFTER_A_THING: Readonly<Record<string, string>> = {
	'model/address.ts': 'what an address is and how it can be wrong',
	'model/asset.ts': 'the asset ids, how they are read and shown',
	'model/claims.ts': 'schemas of evidence, attributions and entities',
	'model/digest.ts': 'the two digests',
	'model/errors.ts': 'the error classes and their codes',
	'model/identifiers.ts': 'every id of the ledger and its reader',
	'model/method.ts': 'the ids of the rules',
	'model/options.ts': 'the schema of the options and its reader',
	'model/order.ts': 'every comparison',
	'model/stop.ts': 'the schema of stop reasons and which are our own limits',
	'model/strictJson.ts': 'the JSON reader and the places it names',
	'chains/bitcoin/esplora/esploraReplies.ts': 'what an Esplora server answers',
	'chains/bitcoin/blocks/outpoint.ts': 'how inputs name outputs, as bytes and as text',
	'chains/adapter.ts': 'the contract of a source: queries, pages, descriptions',
	'heuristics/combine.ts': 'the four ways to combine heuristics',
	'labels/categories.ts': 'what each label category means',
}

interface Source {
	readonly path: string
	readonly room: string
	readonly bytes: number
	readonly tree: ts.SourceFile
	readonly imports: readonly Import[]
}

interface Import {
	/** Path below `src` of the file meant, or the name of a package. */
	readonly target: string
	readonly own: boolean
	readonly typesOnly: boolean
}

const sources: readonly Source[] = filesBelow(`${repoRoot}src`)
	.filter((path) => path.endsWith('.ts'))
	.map((path) => {
		const text = readFileSync(`${repoRoot}src/${path}`, 'utf8')
		const tree = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
		return { path, room: roomOf(path), bytes: Buffer.byteLength(text), tree, imports: importsOf(tree, path) }
	})

function roomOf(path: string): string {
	return path.includes('/') ? path.slice(0, path.indexOf('/')) : (ROOM_OF_FILE[path] ?? `no room: ${path}`)
}

function floorOf(room: string): number {
	return FLOORS.findIndex((rooms) => rooms.includes(room))
}

function importsOf(tree: ts.SourceFile, path: string): Import[] {
	const found: Import[] = []
	visit(tree, (node) => {
		const named = ts.isImportDeclaration(node) || ts.isExportDeclaration(node) ? node.moduleSpecifier : undefined
		const dynamic =
			ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments[0] : undefined
		const inType = ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
		const from = named ?? dynamic ?? inType
		if (from === undefined) return
		if (!ts.isStringLiteral(from)) throw new Error(`${path}: an import whose target is computed`)
		const own = from.text.startsWith('.')
		const target = own ? posix.join(posix.dirname(path), from.text).replace(/\.js$/, '.ts') : from.text
		found.push({ target, own, typesOnly: inType !== undefined || isTypesOnly(node) })
	})
	return found
}

function isTypesOnly(node: ts.Node): boolean {
	if (ts.isExportDeclaration(node)) {
		if (node.isTypeOnly) return true
		const clause = node.exportClause
		return clause !== undefined && ts.isNamedExports(clause) && clause.elements.every((element) => element.isTypeOnly)
	}
	if (!ts.isImportDeclaration(node)) return false
	const clause = node.importClause
	if (clause === undefined) return false
	if (clause.isTypeOnly) return true
	const named = clause.namedBindings
	return (
		clause.name === undefined &&
		named !== undefined &&
		ts.isNamedImports(named) &&
		named.elements.every((element) => element.isTypeOnly)
	)
}

function visit(root: ts.Node, look: (node: ts.Node) => void): void {
	const nodes = [root]
	for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
		look(node)
		node.forEachChild((child) => void nodes.push(child))
	}
}

/** Every place at which `look` finds something, as `file:line what`. */
function findings(own: readonly Source[], look: (node: ts.Node) => string | undefined): string[] {
	return own.flatMap(({ path, tree }) => {
		const found: string[] = []
		visit(tree, (node) => {
			const what = look(node)
			if (what !== undefined)
				found.push(`${path}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${what}`)
		})
		return found
	})
}

/** `a.b` as it is written, for plain member accesses. */
function access(node: ts.Node): string | undefined {
	if (ts.isPropertyAccessExpression(node)) return `${node.expression.getText()}.${node.name.text}`
	if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression))
		return `${node.expression.getText()}.${node.argumentExpression.text}`
	return undefined
}

describe('floors', () => {
	it('gives every file a room, and every room a floor', () => {
		expect(sources.length).toBeGreaterThan(100)
		expect(sources.filter(({ room }) => floorOf(room) < 0).map(({ path }) => path)).toEqual([])
	})

	it('lets no room import from a higher one or from its neighbour', () => {
		const wrong = sources.flatMap(({ path, room, imports }) =>
			imports
				.filter(({ own }) => own)
				.filter(({ target }) => {
					const there = roomOf(target)
					if (there === room) return false
					return floorOf(there) >= floorOf(room) || NEVER[room]?.includes(there) === true
				})
				.map(({ target }) => `${path} imports ${target}`),
		)
		expect(wrong).toEqual([])
	})

	it('shows a room only types where only types are allowed', () => {
		const wrong = sources.flatMap(({ path, room, imports }) =>
			imports
				.filter(({ own, typesOnly, target }) => own && !typesOnly && TYPES_ONLY[room]?.includes(roomOf(target)))
				.map(({ target }) => `${path} imports ${target}`),
		)
		expect(wrong).toEqual([])
	})

	it('keeps the members of a family apart', () => {
		const member = (path: string): string | undefined => MEMBERS.find((folder) => path.startsWith(`${folder}/`))
		const wrong = sources.flatMap(({ path, imports }) =>
			imports
				.filter(({ own, target }) => own && member(path) && member(target) && member(target) !== member(path))
				.map(({ target }) => `${path} imports ${target}`),
		)
		expect(wrong).toEqual([])
	})

	it('imports files that exist, by their full name', () => {
		const known = new Set(sources.map(({ path }) => path))
		const wrong = sources.flatMap(({ path, imports }) =>
			imports.filter(({ own, target }) => own && !known.has(target)).map(({ target }) => `${path} imports ${target}`),
		)
		expect(wrong).toEqual([])
	})

	it('has no circle of imports that run', () => {
		const after = new Map(
			sources.map(({ path, imports }) => [
				path,
				imports.filter(({ own, typesOnly }) => own && !typesOnly).map(({ target }) => target),
			]),
		)
		// Files that import nothing left, or that nothing left imports, are taken away again and again: a circle remains.
		for (let taken = true; taken; ) {
			const wanted = new Set([...after.values()].flat())
			taken = false
			for (const [path, targets] of after) {
				if (wanted.has(path) && targets.some((target) => after.has(target))) continue
				after.delete(path)
				taken = true
			}
		}
		expect([...after.keys()]).toEqual([])
	})
})

describe('what code may not do', () => {
	const pure = sources.filter(({ room }) => PURE.has(room))
	const quiet = sources.filter(({ room }) => !SPEAKING.has(room))

	it('does not wait in rooms that compute', () => {
		const waits = findings(pure, (node) => {
			if (node.kind === ts.SyntaxKind.AsyncKeyword) return 'async'
			if (ts.isAwaitExpression(node) || (ts.isForOfStatement(node) && node.awaitModifier)) return 'await'
			return ts.isIdentifier(node) && node.text === 'Promise' ? 'Promise' : undefined
		})
		expect(waits).toEqual([])
	})

	it('reads no clock and draws no random number in rooms that compute', () => {
		const clocks = ['Date.now', 'performance.now', 'Math.random', 'crypto.getRandomValues', 'crypto.randomUUID']
		const wrong = findings(pure, (node) => {
			if (ts.isNewExpression(node) && node.expression.getText() === 'Date' && !node.arguments?.length)
				return 'new Date()'
			const name = access(node)
			return name !== undefined && clocks.includes(name.replace('globalThis.', '')) ? name : undefined
		})
		expect(wrong).toEqual([])
	})

	it('draws no random number and reads no wall clock anywhere', () => {
		expect(findings(sources, (node) => (access(node) === 'Math.random' ? 'Math.random' : undefined))).toEqual([])
		expect(findings(quiet, (node) => (access(node) === 'Date.now' ? 'Date.now' : undefined))).toEqual([])
	})

	it('compares no text by locale and formats none', () => {
		const names = ['localeCompare', 'toLocaleString', 'toLocaleUpperCase', 'toLocaleLowerCase', 'Intl']
		expect(
			findings(sources, (node) => (ts.isIdentifier(node) && names.includes(node.text) ? node.text : undefined)),
		).toEqual([])
	})

	it('holds no amount in 64 bits', () => {
		const names = ['BigInt64Array', 'BigUint64Array']
		expect(
			findings(sources, (node) => (ts.isIdentifier(node) && names.includes(node.text) ? node.text : undefined)),
		).toEqual([])
	})

	it('never reaches for the network by itself', () => {
		const wrong = findings(sources, (node) => {
			if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'fetch')
				return 'fetch()'
			const name = access(node)
			return name === 'globalThis.fetch' || name === 'window.fetch' ? name : undefined
		})
		expect(wrong).toEqual([])
		const modules = [
			'node:http',
			'node:https',
			'node:net',
			'node:tls',
			'node:dgram',
			'node:http2',
			'node:child_process',
		]
		const elsewhere = sources.filter(({ path }) => !EGRESS.has(path))
		const imports = elsewhere.flatMap(({ path, imports }) =>
			imports.filter(({ target }) => modules.includes(target)).map(({ target }) => `${path} imports ${target}`),
		)
		expect(imports).toEqual([])
	})

	it('writes to no terminal', () => {
		expect(findings(sources, (node) => (access(node)?.startsWith('console.') ? access(node) : undefined))).toEqual([])
		const names = ['process.stdout', 'process.stderr', 'process.exit', 'process.exitCode']
		expect(findings(quiet, (node) => (names.includes(access(node) ?? '') ? access(node) : undefined))).toEqual([])
	})

	it('switches no check off', () => {
		const wrong = sources.filter(({ tree }) => /@ts-(?:ignore|expect-error|nocheck)|biome-ignore/.test(tree.text))
		expect(wrong.map(({ path }) => path)).toEqual([])
		expect(findings(sources, (node) => (node.kind === ts.SyntaxKind.AnyKeyword ? 'any' : undefined))).toEqual([])
	})
})

describe('files', () => {
	it('keeps files small', () => {
		const code = sources.filter(({ path }) => !DATA_TABLES.includes(path))
		const sizes = code.map(({ bytes }) => bytes).sort((a, b) => a - b)
		expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThanOrEqual(MEDIAN_BYTES)
		expect(code.filter(({ bytes }) => bytes > MOST_BYTES).map(({ path, bytes }) => `${path} ${bytes}`)).toEqual([])
	})

	it('names a file after what it exports', () => {
		const left = new Set([...ENTRIES, ...Object.keys(NAMED_AFTER_A_THING)])
		const wrong = sources
			.filter(
				({ path, tree }) => !left.has(path) && !exportedNames(tree).has(posix.basename(path, '.ts').toLowerCase()),
			)
			.map(({ path, tree }) => `${path} exports ${[...exportedNames(tree)].join(', ')}`)
		expect(wrong).toEqual([])
	})

	it('lists as exceptions only files that are', () => {
		const known = new Map(sources.map((source) => [source.path, source]))
		const needless = Object.keys(NAMED_AFTER_A_THING).filter((path) => {
			const source = known.get(path)
			return source === undefined || exportedNames(source.tree).has(posix.basename(path, '.ts').toLowerCase())
		})
		expect(needless).toEqual([])
	})

	it('has no default export', () => {
		const wrong = findings(sources, (node) => {
			if (ts.isExportAssignment(node)) return 'export default'
			return node.kind === ts.SyntaxKind.DefaultKeyword && !ts.isDefaultClause(node.parent) ? 'default' : undefined
		})
		expect(wrong).toEqual([])
	})
})

/** Names declared and exported in the file, lower-cased. `xSchema` counts as `x` too: the schema is the noun's main export. */
function exportedNames(tree: ts.SourceFile): Set<string> {
	const names = new Set<string>()
	for (const statement of tree.statements) {
		const modifiers = ts.canHaveModifiers(statement) ? ts.getModifiers(statement) : undefined
		if (!modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) continue
		const declared = ts.isVariableStatement(statement)
			? statement.declarationList.declarations.map(({ name }) => name.getText())
			: ts.isFunctionDeclaration(statement) ||
					ts.isClassDeclaration(statement) ||
					ts.isInterfaceDeclaration(statement) ||
					ts.isTypeAliasDeclaration(statement)
				? [statement.name?.text ?? '']
				: []
		for (const name of declared) {
			names.add(name.toLowerCase())
			names.add(name.replace(/Schema$/, '').toLowerCase())
		}
	}
	return names
}
