import { describe, expect, it } from 'vitest'
import { checkPath } from '../../src/checkPath.js'
import { FundtrailError, InputError, SourceError } from '../../src/model/errors.js'
import { trace, traceEvents } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import { account, paymentSource, payments } from '../support/payments.js'

const source = await paymentSource(payments('S>A 10'))
const GOOD: TraceOptions = { seeds: [account('S')], sources: [source] }

async function failureOf(options: unknown): Promise<FundtrailError> {
	const error = await trace(options as TraceOptions).catch((thrown: unknown) => thrown)
	if (error instanceof FundtrailError) return error
	throw new Error(`no typed error: ${String(error)}`)
}

describe('what plain JavaScript passes', () => {
	it.each<[string, unknown, string]>([
		['nothing', undefined, 'options'],
		['null', null, 'options'],
		['a text', 'bitcoin', 'options'],
		['a list', [GOOD], 'options'],
		['no seeds', { sources: [source] }, 'seeds'],
		['a text as seeds', { ...GOOD, seeds: account('S') }, 'seeds'],
		['no sources', { seeds: GOOD.seeds }, 'sources'],
		['a source as sources', { ...GOOD, sources: source }, 'sources'],
		['null as a source', { ...GOOD, sources: [source, null] }, 'sources[1]'],
		['an empty source', { ...GOOD, sources: [{}] }, 'sources[0]'],
		['a source without fetch', { ...GOOD, sources: [{ describe: source.describe }] }, 'sources[0]'],
		['a list as labels', { ...GOOD, labels: [] }, 'labels'],
		['null as labels', { ...GOOD, labels: null }, 'labels'],
		['another object as labels', { ...GOOD, labels: { verdict: 'none' } }, 'labels'],
		['a wrong signal', { ...GOOD, signal: {} }, 'signal'],
		['a controller as signal', { ...GOOD, signal: new AbortController() }, 'signal'],
		['no function for progress', { ...GOOD, onProgress: true }, 'onProgress'],
		['a time as clock', { ...GOOD, now: 5 }, 'now'],
		['a text as heuristics', { ...GOOD, heuristics: 'coSpend' }, 'options.heuristics'],
		['an empty heuristic', { ...GOOD, heuristics: ['coSpend', {}] }, 'options.heuristics[1]'],
		['an unknown heuristic', { ...GOOD, heuristics: ['coSpent'] }, 'options.heuristics[0]'],
		['an empty resume', { ...GOOD, resume: {} }, 'resume.schema'],
		['an empty window', { ...GOOD, from: { height: 7 }, to: { height: 6 } }, 'options.from'],
		['an empty window by date', { ...GOOD, from: '2024-01-02', to: { ethereum: '2024-01-01' } }, 'options.from'],
		[
			'a seed with an empty window',
			{ ...GOOD, seeds: [{ account: account('S'), since: 9, until: 8 }] },
			'seeds[0].since',
		],
		['a text as case', { ...GOOD, case: 'A' }, 'case'],
		['a case with another member', { ...GOOD, case: { title: 'A' } }, 'case.title'],
		['a number as name', { ...GOOD, case: { name: 5 } }, 'case.name'],
		['a list as matter', { ...GOOD, case: { matter: [] } }, 'case.matter'],
		['a function in the matter', { ...GOOD, case: { matter: { a: [() => 1] } } }, 'case.matter.a[0]'],
		['what has no number', { ...GOOD, case: { matter: { a: Number.NaN } } }, 'case.matter.a'],
		['half a letter', { ...GOOD, case: { matter: { a: '\ud800' } } }, 'case.matter.a'],
		['a name of the language', { ...GOOD, case: { matter: JSON.parse('{"__proto__":1}') } }, 'case.matter.__proto__'],
		['a misspelt category', { ...GOOD, endpointCategories: ['exchange', 'exchnge'] }, 'options.endpointCategories[1]'],
		['a category that never stops', { ...GOOD, endpointCategories: ['defi_dex'] }, 'options.endpointCategories[0]'],
	])('%s is refused by name', async (_what, options, field) => {
		const error = await failureOf(options)
		expect([error instanceof InputError, error.code, error.details.field]).toEqual([true, 'E_INPUT', field])
		const events = traceEvents(options as TraceOptions)
		await expect(events.next()).rejects.toBeInstanceOf(InputError)
	})

	it('is told which categories can be ranked', async () => {
		const { shortMessage } = await failureOf({ ...GOOD, endpointCategories: ['hack'] })
		for (const term of ['exchange', 'mixing_service', 'defi_bridge', 'instant_swapper'])
			expect(shortMessage).toContain(term)
		const [long, short] = await Promise.all(
			['mixing_service', 'Mixer'].map((term) => trace({ ...GOOD, endpointCategories: [term] })),
		)
		expect(long?.method.configHash).toBe(short?.method.configHash)
	})

	it('may be the same moment at both ends of a window, and bounds in different units', async () => {
		await trace({ ...GOOD, from: 7, to: 7 })
		await trace({ ...GOOD, from: 7, to: { bitcoin: { height: 1 } } })
	})

	it('is refused by checkPath too', async () => {
		const hop = { tx: `ethereum/0x${'0'.repeat(64)}` }
		for (const [path, options, field] of [
			[undefined, GOOD, 'path'],
			['x', GOOD, 'path'],
			[[hop], undefined, 'options'],
			[[hop], {}, 'sources'],
			[[hop], { sources: [null] }, 'sources[0]'],
			[[null], { sources: [source] }, 'path[0]'],
		] as const)
			await expect(checkPath(path as never, options as never)).rejects.toMatchObject({ details: { field } })
	})
})

describe('a source that breaks its promises', () => {
	const CHAIN = {
		...{ chain: 'eip155:1', ledger: 'account', clock: 'height', scope: 'excerpt' },
		...{ height: 1, blockHash: null, atSeconds: 1 },
	}
	it.each<[string, unknown, string]>([
		['nothing', undefined, 'sources[1].describe()'],
		['no warnings', { chains: [CHAIN] }, 'sources[1].describe().warnings'],
		['no chains', { warnings: [] }, 'sources[1].describe().chains'],
		[
			'a chain by its alias',
			{ chains: [{ ...CHAIN, chain: 'ethereum' }], warnings: [] },
			'sources[1].describe().chains[0].chain',
		],
		[
			'an unknown ledger',
			{ chains: [{ ...CHAIN, ledger: 'dag' }], warnings: [] },
			'sources[1].describe().chains[0].ledger',
		],
		[
			'a height as text',
			{ chains: [{ ...CHAIN, height: '1' }], warnings: [] },
			'sources[1].describe().chains[0].height',
		],
		['warnings as text', { chains: [CHAIN], warnings: ['!'] }, 'sources[1].describe().warnings[0]'],
	])('and describes %s', async (_what, described, field) => {
		const broken = { describe: () => described, fetch: source.fetch.bind(source) }
		const error = await failureOf({ ...GOOD, sources: [source, broken] })
		expect([error instanceof SourceError, error.code, error.details.field]).toEqual([true, 'E_BAD_RESPONSE', field])
	})

	it('and throws what has no code', async () => {
		const defect = new TypeError('a defect')
		const describing = {
			...source,
			describe: () => {
				throw defect
			},
			fetch: source.fetch.bind(source),
		}
		const fetching = {
			describe: source.describe.bind(source),
			fetch: () => {
				throw defect
			},
		}
		const silent = { describe: source.describe.bind(source), fetch: () => undefined }
		for (const broken of [describing, fetching, silent]) {
			const error = await failureOf({ ...GOOD, sources: [broken] })
			expect([error instanceof SourceError, error.details.field]).toEqual([true, 'sources[0]'])
			if (broken !== silent) expect(error.cause).toBe(defect)
		}
	})

	it.each<[string, (page: object) => unknown]>([
		['null', () => null],
		['no coverage', (page) => ({ ...page, coverage: undefined })],
		['no list', (page) => ({ ...page, transactions: {} })],
		['null for a transaction', (page) => ({ ...page, transactions: [null] })],
		[
			'an amount as text',
			(page) => JSON.parse(JSON.stringify(page, (_, value) => (typeof value === 'bigint' ? String(value) : value))),
		],
	])('and gives %s as a page has not answered', async (_what, change) => {
		const broken = {
			describe: source.describe.bind(source),
			async *fetch(...given: Parameters<typeof source.fetch>) {
				for await (const page of source.fetch(...given)) yield change(page)
			},
		}
		const result = await trace({ ...GOOD, sources: [broken as never] })
		expect([result.status, result.coverage[0]?.status]).toEqual(['partial', 'unavailable'])
	})
})
