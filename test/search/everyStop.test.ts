import { describe, expect, it } from 'vitest'
import type { ChainAdapter } from '../../src/chains/adapter.js'
import { RULE_IDS, type RuleId } from '../../src/model/method.js'
import { DIRECTIONS } from '../../src/model/options.js'
import { RULES } from '../../src/taint/rules/rules.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import type { TraceResult } from '../../src/traceResult.js'
import { runs } from '../property/runs.js'
import { checkResult } from '../support/checkResult.js'
import { WORLDS, type World } from '../support/worlds.js'

const EVERYTHING = { minShare: 0, hops: 100, maxDegree: 1000 }
/** Look-ups between two stops where not every one is tried; all are where many runs are asked for. */
const FEW = runs(0) > 0 ? 1 : 7

/** Notes what is asked of a source, under its name. */
const noting = (source: ChainAdapter, asked: string[], name: number): ChainAdapter => ({
	describe: (options) => source.describe(options),
	fetch: (queries, options) => {
		asked.push(...queries.map(({ kind, subject }) => `${name} ${kind} ${subject}`))
		return source.fetch(queries, options)
	},
	...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
})

/** Two long texts, of which a failure shows where they begin to differ. */
function expectSame(found: string, expected: string): void {
	let at = 0
	while (at < expected.length && found[at] === expected[at]) at++
	const around = (text: string): string => text.slice(Math.max(0, at - 200), at + 200)
	expect(around(found)).toBe(around(expected))
}

/** With a budget of zero no source is asked, and no amount of zero is told of what was not read. */
function expectNothingAsked({ headline, ledger, looseEnds, endpoints }: TraceResult, asked: readonly string[]): void {
	expect([asked, endpoints]).toEqual([[], []])
	expect(looseEnds.map(({ stop, amount }) => [stop, amount])).toEqual(ledger.map(() => ['budget', 0n]))
	expect(headline.map(({ kind }) => kind)).not.toContain('reached')
	for (const { text } of headline) expect(text).toMatch(/not read before the search ended/)
}

/**
 * Stops a trace after every number of look-ups that is less than it needs, or every few, and goes on from its token, with
 * another stop on the way: the bytes of one run, and no question asked of a source again.
 */
async function expectResumed(world: World, given: Partial<TraceOptions>, step = 1): Promise<number> {
	const { seeds, labels, placeOf } = world
	const sources = await world.open()
	const budget = { ...EVERYTHING, ...given.budget }
	const run = (asked: string[], more: Partial<TraceOptions> = {}): Promise<TraceResult> =>
		trace({
			...{ seeds, labels, assets: 'all', ...world.asked, ...given, budget, ...more },
			sources: sources.map((source, i) => noting(source, asked, i)),
		})
	const whole = await run([])
	const bytes = JSON.stringify(whole)
	checkResult(whole, placeOf)
	for (let lookups = 0; lookups < whole.lookups; lookups += step) {
		const asked: string[] = []
		const stopped = await run(asked, { budget: { ...budget, lookups } })
		expect([stopped.status, stopped.lookups <= lookups]).toEqual(['partial', true])
		checkResult(stopped, placeOf)
		if (lookups === 0) expectNothingAsked(stopped, asked)
		let resume = JSON.parse(JSON.stringify(stopped.resume))
		const further = Math.ceil((lookups + whole.lookups) / 2)
		if (further < whole.lookups) {
			const again = await run(asked, { resume, budget: { ...budget, lookups: further } })
			resume = JSON.parse(JSON.stringify(again.resume))
		}
		const continued = await run(asked, { resume })
		expectSame(JSON.stringify(continued), bytes)
		expect(asked.length).toBe(new Set(asked).size)
	}
	const enough = await run([], { budget: { ...budget, lookups: whole.lookups } })
	expect([enough.status, enough.looseEnds, enough.lookups]).toEqual([whole.status, whole.looseEnds, whole.lookups])
	return whole.lookups
}

const rulesOf = ({ ledger }: World): RuleId[] => RULE_IDS.filter((rule) => rule !== 'libr' || ledger === 'account')
const BACKWARD = RULE_IDS.filter((rule) => RULES[rule].looksBack)

describe.each(WORLDS.map((world, i) => [world.name, world, i] as const))('%s', (_name, world, place) => {
	it.each(world.ways ?? DIRECTIONS)('looked through %s, stopped after any number of look-ups', async (direction) => {
		// Rules in turn, so that every world is looked through under another one in each direction.
		const rules = direction === 'forward' ? rulesOf(world) : BACKWARD
		const method = rules[(place + DIRECTIONS.indexOf(direction)) % rules.length]
		if (method === undefined) throw new Error('no rule')
		const { seeds, ends } = world
		const given = { direction, method, mix: 'set', seeds: direction === 'backward' ? ends : seeds } as const
		expect(await expectResumed(world, given)).toBeGreaterThan(1)
	})

	it.each(rulesOf(world))('under %s alone, stopped here and there', async (method) => {
		expect(await expectResumed(world, { method, panel: 'none', mix: 'set' }, FEW)).toBeGreaterThan(1)
	})

	it.each([
		['hubs', { budget: { maxDegree: 2 } }],
		['few steps', { budget: { hops: 1 } }],
		['a share that is not followed', { budget: { minShare: 0.2 } }],
		['an end', { to: { height: 6 } }],
		['a beginning, both ways', { direction: 'both', from: { height: 1 } }],
		['all of them, both ways', { direction: 'both', budget: { maxDegree: 3, hops: 2, minShare: 0.1 } }],
	] as const)('with %s, stopped here and there', async (_what, given) => {
		const direction = world.ways?.[0]
		await expectResumed(world, { ...given, ...(direction === undefined ? {} : { direction }) }, FEW)
	})
})
