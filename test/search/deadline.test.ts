import { getEventListeners } from 'node:events'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter, Page } from '../../src/chains/adapter.js'
import { DIRECTIONS } from '../../src/model/options.js'
import { type TraceOptions, trace, traceEvents } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { checkResult } from '../support/checkResult.js'
import { expectNoRejection } from '../support/expectNoRejection.js'
import { account, paymentSource, payments } from '../support/payments.js'
import { WORLDS, type World } from '../support/worlds.js'

const EVERYTHING = { minShare: 0, hops: 100 }
/** Longest that a trace may go on once its time is up. */
const PROMPT_MS = 1000
/** A time budget that is up before a source that goes quiet says anything again. */
const SECONDS = 0.02

expectNoRejection()

interface Quiet {
	readonly sources: ChainAdapter[]
	/** Questions that were answered to the end. */
	readonly answered: string[]
	readonly signals: Set<AbortSignal>
	/** Iterators that are open. */
	readonly open: () => number
}

/** Sources that answer one question after the other until their n-th, and then no more: until their signal, or for good. */
function quietFrom(place: number, sources: readonly ChainAdapter[], hears: boolean): Quiet {
	const answered: string[] = []
	const signals = new Set<AbortSignal>()
	let [count, open] = [0, 0]
	const wrapped = sources.map(
		(source): ChainAdapter => ({
			describe: (options) => source.describe(options),
			...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
			async *fetch(queries, options): AsyncGenerator<Page> {
				const { signal } = options ?? {}
				if (signal !== undefined) signals.add(signal)
				open++
				try {
					for (const query of queries) {
						if (count++ >= place) {
							await new Promise((_, reject) => {
								if (hears) signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
							})
						}
						yield* source.fetch([query], options)
						answered.push(`${query.kind} ${query.subject}`)
					}
				} finally {
					open--
				}
			},
		}),
	)
	return { sources: wrapped, answered, signals, open: () => open }
}

/** What a result says, without why it ended. */
const findings = ({ endpoints, flows, looseEnds, ledger, coverage, lookups }: TraceResult): string =>
	JSON.stringify([endpoints, flows, looseEnds, ledger, coverage, lookups], (_, value) =>
		typeof value === 'bigint' ? value.toString() : value,
	)

describe.each(WORLDS.map((world) => [world.name, world] as const))('%s', (_name, world: World) => {
	it.each(world.ways ?? DIRECTIONS)('looked through %s, ends in time whatever a source does', async (direction) => {
		const seeds = direction === 'backward' ? world.ends : world.seeds
		const plain = await world.open()
		const options: TraceOptions = {
			...{ seeds, labels: world.labels, assets: 'all', budget: EVERYTHING, ...world.asked },
			...{ direction, mix: 'set', sources: plain },
		}
		const whole = await trace(options)
		for (let place = 0; place < whole.lookups; place += Math.ceil(whole.lookups / 4)) {
			const controller = new AbortController()
			const quiet = quietFrom(place, plain, place % 2 === 0)
			const start = performance.now()
			const limited = { ...options, sources: quiet.sources, signal: controller.signal }
			const cut = await trace({ ...limited, budget: { ...EVERYTHING, seconds: SECONDS } })
			expect(performance.now() - start).toBeLessThan(PROMPT_MS)
			checkResult(cut, world.placeOf)
			expect(cut.status).toBe('partial')
			expect(cut.warnings.find(({ code }) => code === 'interrupted')?.text).toContain('time budget')
			// It is what a budget of as many look-ups finds.
			const counted = await trace({ ...options, budget: { ...EVERYTHING, lookups: cut.lookups } })
			expect(findings(cut)).toBe(findings(counted))
			// Nothing is left behind.
			expect([...quiet.signals].every(({ aborted }) => aborted)).toBe(true)
			expect(getEventListeners(controller.signal, 'abort')).toEqual([])
			await new Promise((resolve) => setImmediate(resolve))
			if (place % 2 === 0) expect(quiet.open()).toBe(0)

			const again = quietFrom(Number.POSITIVE_INFINITY, plain, true)
			const resume = JSON.parse(JSON.stringify(cut.resume))
			const continued = await trace({ ...options, sources: again.sources, resume })
			expect(JSON.stringify(continued) === JSON.stringify(whole)).toBe(true)
			if (plain.length > 1) continue
			// The last answer was still waited for by the source when it was given.
			expect(quiet.answered.filter((key) => again.answered.includes(key))).toEqual([])
		}
	})
})

describe('seconds', () => {
	const texts = ['S>A 10', 'S>B 6', 'A>C 10', 'B>D 6']

	it('of zero ask nothing', async () => {
		const quiet = quietFrom(0, [await paymentSource(payments(...texts))], true)
		const result = await trace({ seeds: [account('S')], sources: quiet.sources, budget: { seconds: 0 } })
		expect([result.lookups, quiet.signals.size]).toEqual([0, 0])
		expect(result.looseEnds).toMatchObject([{ stop: 'budget', amount: 0n }])
	})

	it('that no timer can count end nothing early', async () => {
		const source = await paymentSource(payments(...texts))
		const result = await trace({ seeds: [account('S')], sources: [source], budget: { ...EVERYTHING, seconds: 1e12 } })
		expect([result.status, result.lookups]).toEqual(['complete', 5])
	})

	it('leave no timer behind, and none where the reader of the events goes away', async () => {
		const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length
		const before = timers()
		const sources = [await paymentSource(payments(...texts))]
		const options = { seeds: [account('S')], sources, budget: { ...EVERYTHING, seconds: 1000 } }
		await trace(options)
		expect(timers()).toBe(before)
		for await (const _ of traceEvents(options)) {
			expect(timers()).toBe(before + 1)
			break
		}
		expect(timers()).toBe(before)
	})

	it('are those of the clock that is given, not of the timer', async () => {
		const source = await paymentSource(payments(...texts))
		const slow: ChainAdapter = {
			describe: (options) => source.describe(options),
			async *fetch(queries, options) {
				await new Promise((resolve) => setTimeout(resolve, 40))
				yield* source.fetch(queries, options)
			},
		}
		const budget = { ...EVERYTHING, seconds: 0.01 }
		const result = await trace({ seeds: [account('S')], sources: [slow], budget, now: () => 0 })
		expect(result.status).toBe('complete')
	})
})
