import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCase } from '../../src/cases.js'
import { checkPath } from '../../src/checkPath.js'
import { parseResult } from '../../src/index.js'
import { FundtrailError } from '../../src/model/errors.js'
import { trace } from '../../src/trace.js'
import type { TraceOptions } from '../../src/traceOptions.js'
import { CASE, caseFolder } from '../cases/caseFolder.js'
import { labelBookOf } from '../support/labelBookOf.js'
import { account, ETHER, paymentSource, payments, transaction } from '../support/payments.js'

/** Values that JSON can hold and a program may put in the wrong place. */
const JSON_JUNK = [null, [], {}, '', -1, 0.5, 1e300, true, '__proto__', 'constructor', [null]]
/** And those that only code can pass. */
const CODE_JUNK = [
	...JSON_JUNK,
	...[undefined, Number.POSITIVE_INFINITY, Number.NaN, -1n, Symbol('s'), () => 1, Object.create(null), new Array(2)],
]

type Place = readonly (string | number)[]

/** Every place in a value of plain objects and lists, itself included. */
function placesOf(value: unknown, at: Place = []): Place[] {
	const plain =
		Array.isArray(value) ||
		(typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
	const inner = plain ? Object.entries(value as object) : []
	return [at, ...inner.flatMap(([key, member]) => placesOf(member, [...at, key]))]
}

/** A copy with another value at a place. */
function replaced(value: unknown, [first, ...rest]: Place, junk: unknown): unknown {
	if (first === undefined) return junk
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<string | number, unknown>
	copy[first] = replaced(copy[first], rest, junk)
	return copy
}

const text = (value: unknown): string =>
	typeof value === 'symbol' || typeof value === 'function' || typeof value === 'bigint'
		? String(value)
		: `${typeof value} ${JSON.stringify(value)}`

/** Runs with every junk at every place. What fails has to say which member is wrong, and what comes out is no matter. */
async function everywhere(
	base: unknown,
	junk: readonly unknown[],
	run: (spoilt: unknown) => unknown,
	says: (error: FundtrailError) => boolean = ({ details }) => typeof details.field === 'string',
): Promise<number> {
	const untyped: string[] = []
	let refused = 0
	for (const place of placesOf(base)) {
		for (const value of junk) {
			try {
				await run(replaced(base, place, value))
			} catch (error) {
				refused++
				if (error instanceof FundtrailError && error.code !== 'E_INTERNAL' && says(error)) continue
				untyped.push(`${place.join('.') || '(all)'} = ${text(value)}: ${String(error)}`)
			}
		}
	}
	expect(untyped).toEqual([])
	expect(Object.keys(Object.prototype)).toEqual([])
	return refused
}

const source = await paymentSource(payments('N>S 11', 'S>A 10', 'A>X 6', 'A>- 2'))
const labels = labelBookOf([[account('X'), 'X']])
const ASKED = {
	seeds: [
		{ account: account('S'), asset: ETHER, since: 0, until: '2030-01-01', amount: '5' },
		{ transaction: transaction(2), to: account('A'), index: 0 },
		account('S'),
	],
	method: 'fifo',
	panel: ['haircut'],
	heuristics: ['coSpend'],
	endpointCategories: ['exchange'],
	direction: 'forward',
	from: { height: 0 },
	to: { ethereum: { height: 99 } },
	budget: { lookups: 50, hops: 5, minShare: 0.1, maxDegree: 10, seconds: 60 },
	mix: 'stop',
	feeTaint: 'sink',
	sortBy: 'share',
	case: { name: 'n', matter: { reference: ['r'] } },
}
const HANDLES = { sources: [source], labels, signal: new AbortController().signal, onProgress: () => 1, now: () => 0 }

describe('whatever stands in the place of something else', () => {
	it('in the options is traced or refused by name', async () => {
		const refused = await everywhere({ ...ASKED, ...HANDLES }, CODE_JUNK, (options) => trace(options as TraceOptions))
		expect(refused).toBeGreaterThan(500)
	})

	it('in what a source describes is used or refused by name', async () => {
		const described = await source.describe()
		await everywhere(described, CODE_JUNK, (spoilt) => {
			const adapter = { describe: async () => spoilt, fetch: source.fetch.bind(source) }
			return trace({ seeds: [account('S')], sources: [adapter as never] })
		})
	})

	it('in what a source answers is used, not believed, or refused by name', async () => {
		const answer = source.fetch([{ kind: 'account', subject: account('S') }])[Symbol.asyncIterator]()
		const { value: page } = await answer.next()
		await everywhere(page, CODE_JUNK, (spoilt) => {
			const adapter = {
				describe: source.describe.bind(source),
				async *fetch() {
					yield spoilt
				},
			}
			const options = { labels, panel: 'none', heuristics: [], budget: { minShare: 0 } } as const
			return trace({ ...options, seeds: [account('S')], sources: [adapter as never] })
		})
	})

	it('in a claimed path is checked or refused by name', async () => {
		const hop = { tx: transaction(2), chain: 'ethereum', index: 0, from: account('S'), to: account('A'), asset: ETHER }
		const path = [{ ...hop, amount: '10', part: '1', at: 1_700_000_002, height: 2 }]
		await everywhere({ path, options: { sources: [source] } }, CODE_JUNK, (spoilt) => {
			const { path: claimed, options } = (spoilt ?? {}) as { path?: never; options?: never }
			return checkPath(claimed as never, options as never)
		})
	})

	it('in a stored result or token is read or refused by name', async () => {
		const options = { seeds: [account('S')], sources: [source], labels }
		const result = await trace({ ...options, budget: { lookups: 1 } })
		const whole = JSON.parse(JSON.stringify(await trace(options)))
		await everywhere(whole, JSON_JUNK, (spoilt) =>
			parseResult(typeof spoilt === 'string' ? JSON.stringify(spoilt) : spoilt),
		)
		await everywhere(JSON.parse(JSON.stringify(result.resume)), JSON_JUNK, (resume) =>
			trace({ ...options, budget: { lookups: 1 }, resume: resume as never }),
		)
	})

	it('in a case file is traced or refused at its place', async () => {
		const folder = caseFolder()
		const content = {
			...CASE,
			description: 'd',
			matter: { reference: 'r', offence: { code: 'c' } },
			seeds: ASKED.seeds,
			labels: ['labels.csv', { path: 'labels.csv', category: 'exchange', source: 's', date: '2024-01-01' }],
			options: (({ seeds: _, case: __, ...options }) => options)(ASKED),
			expect: { ...CASE.expect, maxLoose: { [ETHER]: '9' } },
		}
		const refused = await everywhere(
			content,
			[...JSON_JUNK, 'BEYOND'],
			async (spoilt) => {
				writeFileSync(join(folder, 'case.json'), JSON.stringify(spoilt).replaceAll('"BEYOND"', '1e400'))
				return trace((await openCase(folder)).options)
			},
			({ details }) => [details.field, details.file].some((said) => typeof said === 'string'),
		)
		expect(refused).toBeGreaterThan(400)
	})
})
