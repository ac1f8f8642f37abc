import { getEventListeners } from 'node:events'
import { promiseHooks } from 'node:v8'
import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { RULE_IDS, type RuleId } from '../../src/model/method.js'
import { DIRECTIONS } from '../../src/model/options.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { runs } from '../property/runs.js'
import { checkResult } from '../support/checkResult.js'
import { expectNoRejection } from '../support/expectNoRejection.js'
import { WORLDS, type World } from '../support/worlds.js'

/** Longest that a trace may go on after its signal. */
const PROMPT_MS = 1000
/** Moments of one trace at which it is ended; all of them where many runs are asked for. */
const MOMENTS = runs(10)
const LIMIT_MS = 60_000 + 200 * MOMENTS
const budget = { minShare: 0, hops: 100 }

expectNoRejection()

/** Runs something and acts just before the n-th time that anything that waited goes on. Returns how often that was. */
async function atMoment<T>(
	moment: number,
	act: () => void,
	run: () => Promise<T>,
): Promise<{ done: T; moments: number }> {
	let moments = 0
	const stop = promiseHooks.onBefore(() => {
		if (moments++ === moment) act()
	})
	try {
		const done = await run()
		return { done, moments }
	} finally {
		stop()
	}
}

/** Sources that count how many of their iterators are open. */
function watched(sources: readonly ChainAdapter[]): { readonly sources: ChainAdapter[]; readonly open: () => number } {
	let open = 0
	return {
		open: () => open,
		sources: sources.map((source) => ({
			...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
			describe: (options) => source.describe(options),
			async *fetch(queries, options) {
				open++
				try {
					yield* source.fetch(queries, options)
				} finally {
					open--
				}
			},
		})),
	}
}

/** Timers and handles that keep the process, one timer being that of the test itself. */
const pending = (): string[] =>
	process
		.getActiveResourcesInfo()
		.filter((kind) => /^(?:Immediate|TCP|Timeout)/.test(kind))
		.slice(1)

/**
 * Ends a trace at moments over all of its length: it returns within a second what it has, marked as partial and balanced,
 * leaves nothing behind, and goes on from its token to the bytes of one run.
 */
async function expectEnded(world: World, given: Partial<TraceOptions>): Promise<{ partial: number; thrown: number }> {
	const plain = await world.open()
	const options = { seeds: world.seeds, labels: world.labels, assets: 'all', budget, ...world.asked, ...given } as const
	const whole = await trace({ ...options, sources: plain })
	const bytes = JSON.stringify(whole)
	const signal = new AbortController().signal
	const { moments } = await atMoment(
		-1,
		() => undefined,
		() => trace({ ...options, sources: plain, signal }),
	)
	const counts = { partial: 0, thrown: 0 }
	for (let i = 0; i < Math.min(moments, MOMENTS); i++) {
		const moment = MOMENTS >= moments ? i : Math.floor((i * moments) / MOMENTS)
		const controller = new AbortController()
		const { sources, open } = watched(plain)
		let ended = 0
		const end = (): void => {
			ended = performance.now()
			controller.abort()
		}
		let result: TraceResult | null = null
		try {
			const run = (): Promise<TraceResult> => trace({ ...options, sources, signal: controller.signal })
			result = (await atMoment(moment, end, run)).done
		} catch (error) {
			expect((error as Error).name).toBe('AbortError')
			counts.thrown++
		}
		expect(performance.now() - ended).toBeLessThan(PROMPT_MS)
		expect(getEventListeners(controller.signal, 'abort')).toEqual([])
		await new Promise((resolve) => setImmediate(resolve))
		expect([open(), pending()]).toEqual([0, []])
		if (result === null) continue
		checkResult(result, world.placeOf)
		if (result.status === 'complete' && whole.status === 'complete') {
			expect(JSON.stringify(result)).toBe(bytes)
			continue
		}
		counts.partial++
		expect(result.warnings.map(({ code }) => code)).toContain('interrupted')
		const resume = JSON.parse(JSON.stringify(result.resume))
		const continued = await trace({ ...options, sources: plain, resume })
		expect(JSON.stringify(continued) === bytes).toBe(true)
	}
	return counts
}

const rulesOf = ({ ledger }: World): RuleId[] => RULE_IDS.filter((rule) => rule !== 'libr' || ledger === 'account')
const BACKWARD = RULE_IDS.filter((rule) => RULES[rule].looksBack)

describe.each(WORLDS.map((world, i) => [world.name, world, i] as const))('%s', (_name, world, place) => {
	it.each(world.ways ?? DIRECTIONS)(
		'looked through %s, ended at any moment',
		{ timeout: LIMIT_MS },
		async (direction) => {
			const rules = direction === 'forward' ? rulesOf(world) : BACKWARD
			const method = rules[(place + DIRECTIONS.indexOf(direction)) % rules.length] as RuleId
			const seeds = direction === 'backward' ? world.ends : world.seeds
			const { partial, thrown } = await expectEnded(world, { direction, method, mix: 'set', seeds })
			// Before the sources have said what they hold there is nothing to return.
			expect(partial).toBeGreaterThan(thrown)
			expect(thrown).toBeGreaterThan(0)
		},
	)
})
