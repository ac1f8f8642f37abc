import { describe, expect, it } from 'vitest'
import type { ChainAdapter, FetchOptions, Page, Query } from '../../src/chains/adapter.js'
import { SourceError } from '../../src/model/errors.js'
import { trace, traceEvents } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { expectNoRejection } from '../support/expectNoRejection.js'
import { account, paymentSource, payments, transaction } from '../support/payments.js'

const TEXTS = ['S>A 10', 'S>B 6', 'A>C 10', 'B>D 6', 'C>E 10', 'D>F 6']
const EVERYTHING = { minShare: 0, hops: 100 }
/** Longest that a trace may go on after its signal. */
const PROMPT_MS = 1000

expectNoRejection()

const wrapped = (source: ChainAdapter, change: Partial<ChainAdapter>): ChainAdapter => ({
	describe: (options) => source.describe(options),
	fetch: (queries, options) => source.fetch(queries, options),
	...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
	...change,
})

/** Counts the moments at which something is awaited, and does something at one of them. */
function counting(source: ChainAdapter, at: number, act: () => void): { source: ChainAdapter; moments: () => number } {
	let moments = 0
	const pass = (): void => {
		if (moments++ === at) act()
	}
	return {
		moments: () => moments,
		source: wrapped(source, {
			async describe(options) {
				pass()
				const description = await source.describe(options)
				pass()
				return description
			},
			async *fetch(queries, options) {
				pass()
				for await (const page of source.fetch(queries, options)) {
					pass()
					yield page
					pass()
				}
				pass()
			},
		}),
	}
}

function expectPartial(result: TraceResult): void {
	expect(result.status).toBe('partial')
	expect(result.ledger.map(({ difference }) => difference)).toEqual(result.ledger.map(() => 0n))
	expect(result.warnings.find(({ code }) => code === 'interrupted')?.text).toContain('Floor and ceiling were not')
	for (const { totals } of result.endpoints) expect([totals.floor, totals.ceiling]).toEqual([null, null])
	for (const { stop } of result.looseEnds) expect(['notFetched', 'endOfSource', 'budget']).toContain(stop)
}

describe('abort', () => {
	it('at every await ends at once with what was found', async () => {
		const plain = await paymentSource(payments(...TEXTS))
		const whole = counting(plain, -1, () => undefined)
		await trace({ seeds: [account('S')], sources: [whole.source], budget: EVERYTHING })
		expect(whole.moments()).toBeGreaterThan(15)
		let partial = 0
		for (let at = 0; at < whole.moments(); at++) {
			const controller = new AbortController()
			let start = 0
			const { source } = counting(plain, at, () => {
				start = performance.now()
				controller.abort()
			})
			try {
				const result = await trace({
					seeds: [account('S')],
					sources: [source],
					budget: EVERYTHING,
					signal: controller.signal,
				})
				expectPartial(result)
				partial++
			} catch (error) {
				// Before the sources have said what they hold there is nothing to return.
				expect([at < 2, (error as Error).name]).toEqual([true, 'AbortError'])
			}
			expect(performance.now() - start).toBeLessThan(PROMPT_MS)
		}
		expect(partial).toBeGreaterThanOrEqual(whole.moments() - 2)
	})

	it.each(['describe', 'fetch'] as const)('ends a source that never answers %s', async (what) => {
		const controller = new AbortController()
		const source = wrapped(
			await paymentSource(payments(...TEXTS)),
			what === 'describe'
				? { describe: () => new Promise(() => undefined) }
				: {
						async *fetch(): AsyncGenerator<Page> {
							await new Promise(() => undefined)
						},
					},
		)
		const running = trace({ seeds: [account('S')], sources: [source], signal: controller.signal })
		setTimeout(() => controller.abort(new Error('enough')), 20)
		const start = performance.now()
		if (what === 'describe') await expect(running).rejects.toThrow('enough')
		else expectPartial(await running)
		expect(performance.now() - start).toBeLessThan(PROMPT_MS)
	})

	it('ends a source that goes quiet after the first round', async () => {
		const controller = new AbortController()
		const plain = await paymentSource(payments(...TEXTS))
		let calls = 0
		const source = wrapped(plain, {
			async *fetch(queries: readonly Query[], options?: FetchOptions): AsyncGenerator<Page> {
				if (++calls > 1) await new Promise(() => undefined)
				yield* plain.fetch(queries, options)
			},
		})
		setTimeout(() => controller.abort(), 20)
		const result = await trace({
			seeds: [account('S')],
			sources: [source],
			budget: EVERYTHING,
			signal: controller.signal,
		})
		expectPartial(result)
		expect(result.looseEnds.map(({ stop, amount }) => [stop, amount])).toEqual([
			['notFetched', 10n],
			['notFetched', 6n],
		])
	})

	it('closes a source that does not hear it, and asks nothing more', async () => {
		const controller = new AbortController()
		const plain = await paymentSource(payments(...TEXTS))
		let [pages, closed, calls] = [0, 0, 0]
		const deaf = wrapped(plain, {
			async *fetch(queries: readonly Query[]): AsyncGenerator<Page> {
				calls++
				try {
					for await (const page of plain.fetch(queries))
						for (;;) {
							if (++pages === 5) controller.abort()
							await new Promise((resolve) => setImmediate(resolve))
							yield { ...page, transactions: [], more: true }
						}
				} finally {
					closed++
				}
			},
		})
		const sources = [plain, deaf]
		const result = await trace({ seeds: [account('S')], sources, budget: EVERYTHING, signal: controller.signal })
		await new Promise((resolve) => setTimeout(resolve, 20))
		expect([pages, closed, calls]).toEqual([5, 1, 1])
		expect([result.status, result.lookups]).toEqual(['partial', 0])
	})

	it('ends a source that never tells the inflow, and one that is asked again after the abort', async () => {
		const controller = new AbortController()
		const asked: (AbortSignal | undefined)[] = []
		const source = wrapped(await paymentSource(payments(...TEXTS)), {
			inflow: (_accounts, _window, options) => {
				asked.push(options?.signal)
				return new Promise(() => undefined)
			},
		})
		const running = trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING, signal: controller.signal })
		const start = performance.now()
		setTimeout(() => controller.abort(), 50)
		const result = await running
		expect(performance.now() - start).toBeLessThan(PROMPT_MS)
		expect(asked).toEqual([controller.signal])
		expectPartial(result)
		expect(result.resume).toBeDefined()
		expect(result.looseEnds.map(({ inflow }) => inflow[0]?.amount)).toEqual([10n, 6n])
	})

	it('leaves no listener on a signal that serves many traces', async () => {
		const controller = new AbortController()
		let listeners = 0
		const { signal } = controller
		const [add, remove] = [signal.addEventListener.bind(signal), signal.removeEventListener.bind(signal)]
		signal.addEventListener = (...given: Parameters<typeof add>) => {
			listeners++
			add(...given)
		}
		signal.removeEventListener = (...given: Parameters<typeof remove>) => {
			listeners--
			remove(...given)
		}
		const source = await paymentSource(payments(...TEXTS))
		for (let i = 0; i < 50; i++) await trace({ seeds: [account('S')], sources: [source], signal, budget: EVERYTHING })
		expect(listeners).toBe(0)
	})

	it('before the start throws the reason, and one after the end changes nothing', async () => {
		const sources = [await paymentSource(payments(...TEXTS))]
		await expect(trace({ seeds: [account('S')], sources, signal: AbortSignal.abort() })).rejects.toThrow()
		const controller = new AbortController()
		const result = await trace({ seeds: [account('S')], sources, budget: EVERYTHING, signal: controller.signal })
		controller.abort()
		expect(result.status).toBe('complete')
	})

	it('of the one who reads the events ends the run', async () => {
		const sources = [await paymentSource(payments(...TEXTS))]
		let seen = 0
		for await (const event of traceEvents({ seeds: [account('S')], sources, budget: EVERYTHING })) {
			expect(['round', 'stopped']).toContain(event.kind)
			if (++seen === 2) break
		}
		expect(seen).toBe(2)
	})
})

/** A source that fails on what is asked about one account, before or after its first page. */
function failing(source: ChainAdapter, subject: string, when: 'before' | 'between', error: Error): ChainAdapter {
	return wrapped(source, {
		async *fetch(queries, options): AsyncGenerator<Page> {
			for (const query of queries) {
				const fails = query.subject === subject
				if (fails && when === 'before') throw error
				for await (const page of source.fetch([query], options)) {
					if (!fails) {
						yield page
						continue
					}
					yield { ...page, transactions: page.transactions.slice(0, 1), more: true }
					throw error
				}
			}
		},
	})
}

describe('a source that fails', () => {
	const timeout = new SourceError('E_TIMEOUT', 'no answer in time', { retryable: true })

	it('to answer about an account leaves its value not fetched', async () => {
		const source = failing(await paymentSource(payments(...TEXTS)), account('C'), 'before', timeout)
		const result = await trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING })
		expect(result.status).toBe('partial')
		expect(result.looseEnds.find(({ at }) => at === account('C'))).toMatchObject({ stop: 'notFetched', amount: 10n })
		const record = result.coverage.find(({ subject }) => subject.account === account('C'))
		expect(record).toMatchObject({ status: 'unavailable', reasons: ['C_NOT_FETCHED'] })
		expect(result.ledger).toMatchObject([{ difference: 0n }])
	})

	it('in the middle of an answer keeps what came and says that more is missing', async () => {
		const texts = ['S>A 10', 'A>B 4', 'A>C 3']
		const rows = payments(...texts).map((row, i) => ({ ...row, txid: transaction(i + 1).slice(9) }))
		const source = failing(await paymentSource(rows), account('A'), 'between', timeout)
		const result = await trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING })
		expect(result.status).toBe('partial')
		expect(result.coverage.find(({ subject }) => subject.account === account('A'))).toMatchObject({
			status: 'incomplete',
		})
		expect(result.looseEnds).toMatchObject([{ at: account('A'), stop: 'notFetched', amount: 10n }])
	})

	it('on the seed gives a row of zeros and one loose end', async () => {
		const source = failing(await paymentSource(payments(...TEXTS)), account('S'), 'before', timeout)
		const result = await trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING })
		expect(result.looseEnds).toMatchObject([{ at: account('S'), stop: 'notFetched', amount: 0n }])
		expect([result.status, result.ledger.length]).toEqual(['partial', 1])
	})

	it('is made good by another that answers', async () => {
		const plain = await paymentSource(payments(...TEXTS))
		const sources = [failing(plain, account('C'), 'before', timeout), plain]
		const result = await trace({ seeds: [account('S')], sources, budget: EVERYTHING })
		expect(result.status).toBe('complete')
		expect(result.coverage.find(({ subject }) => subject.account === account('C'))).toMatchObject({
			status: 'complete',
			assurance: 'single',
		})
		const alone = await trace({ seeds: [account('S')], sources: [plain], budget: EVERYTHING })
		expect(result.factsHash).toBe(alone.factsHash)
	})

	it('to tell the inflow leaves that of the transactions read, and says so', async () => {
		const plain = await paymentSource(payments(...TEXTS))
		for (const inflow of [async () => Promise.reject(timeout), async () => new Map([['a', 5n]]), () => 'much']) {
			const source = wrapped(plain, { inflow: inflow as never })
			const result = await trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING })
			expect(result.status).toBe('complete')
			expect(result.warnings.map(({ code }) => code)).toContain('inflowNotTold')
			expect(result.looseEnds.map((row) => row.inflow[0]?.amount)).toEqual([10n, 6n])
		}
		const defect = wrapped(plain, { inflow: () => Promise.reject(new TypeError('a defect')) })
		await expect(trace({ seeds: [account('S')], sources: [defect], budget: EVERYTHING })).rejects.toMatchObject({
			code: 'E_BAD_RESPONSE',
			details: { field: 'sources[0]' },
		})
	})

	it('with an error that is none of a source is not hidden', async () => {
		const source = failing(await paymentSource(payments(...TEXTS)), account('C'), 'before', new TypeError('a defect'))
		await expect(trace({ seeds: [account('S')], sources: [source], budget: EVERYTHING })).rejects.toThrow('a defect')
	})

	it('and says nothing about a query has not answered it', async () => {
		const plain = await paymentSource(payments(...TEXTS))
		const silent = wrapped(plain, {
			async *fetch(queries, options) {
				for await (const page of plain.fetch(queries, options)) if (page.query.subject !== account('C')) yield page
			},
		})
		const result = await trace({ seeds: [account('S')], sources: [silent], budget: EVERYTHING })
		expect(result.looseEnds.find(({ at }) => at === account('C'))).toMatchObject({ stop: 'notFetched' })
		expect(result.status).toBe('partial')
	})
})
