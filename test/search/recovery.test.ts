import { describe, expect, it } from 'vitest'
import type { ChainAdapter, Page, Query } from '../../src/chains/adapter.js'
import type { Coverage } from '../../src/model/coverage.js'
import { SourceError } from '../../src/model/errors.js'
import { DIRECTIONS } from '../../src/model/options.js'
import { type TraceOptions, trace } from '../../src/trace.js'
import { expectNoRejection } from '../support/expectNoRejection.js'
import { account, paymentSource, payments } from '../support/payments.js'
import { WORLDS, type World } from '../support/worlds.js'

const EVERYTHING = { minShare: 0, hops: 100 }

expectNoRejection()

/** How a source that is down answers a question: not at all, with a part, or by saying that it cannot. */
type Failure = 'throws' | 'breaks off' | 'says so'
const FAILURES: readonly Failure[] = ['throws', 'breaks off', 'says so']

/** The source as it is while its provider fails on some questions, and which it has answered to the end. */
function failing(
	source: ChainAdapter,
	failure: Failure,
	fails: (place: number, query: Query) => boolean,
	answered: string[],
	count = { place: 0 },
): ChainAdapter {
	const down = new SourceError('E_TIMEOUT', 'no answer in time', { retryable: true })
	return {
		describe: (options) => source.describe(options),
		async *fetch(queries, options): AsyncGenerator<Page> {
			for (const query of queries) {
				const isDown = fails(count.place++, query)
				if (isDown && failure === 'throws') throw down
				for await (const page of source.fetch([query], options)) {
					if (!isDown) {
						if (!page.more) answered.push(keyOf(query))
						yield page
					} else if (failure === 'breaks off') {
						yield { ...page, transactions: page.transactions.slice(0, 1), more: true }
						throw down
					} else {
						const coverage: Coverage = { ...page.coverage, status: 'unavailable', reasons: ['C_NOT_FETCHED'] }
						yield { ...page, transactions: [], coverage, more: false }
					}
				}
			}
		},
		...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
	}
}

const keyOf = ({ kind, subject }: Query): string => `${kind} ${subject}`

const noting = (source: ChainAdapter, asked: string[]): ChainAdapter => ({
	describe: (options) => source.describe(options),
	fetch: (queries, options) => {
		asked.push(...queries.map(keyOf))
		return source.fetch(queries, options)
	},
	...(source.inflow === undefined ? {} : { inflow: source.inflow.bind(source) }),
})

/** Traces while a provider fails, then again from the token: the bytes of a trace that never met a failure. */
async function expectRecovered(
	options: TraceOptions,
	failure: Failure,
	fails: (place: number, query: Query) => boolean,
): Promise<boolean> {
	const whole = JSON.stringify(await trace(options))
	const answered: string[] = []
	const count = { place: 0 }
	const broken = options.sources.map((source) => failing(source, failure, fails, answered, count))
	const failed = await trace({ ...options, sources: broken })
	if (failed.resume === undefined) {
		expect(JSON.stringify(failed)).toBe(whole)
		return false
	}
	const resume = JSON.parse(JSON.stringify(failed.resume))
	const asked: string[] = []
	const sources = options.sources.map((source) => noting(source, asked))
	const continued = await trace({ ...options, sources, resume })
	expect(JSON.stringify(continued) === whole).toBe(true)
	expect(continued.resume).toBeUndefined()
	if (sources.length === 1) expect(asked.filter((key) => answered.includes(key))).toEqual([])
	return true
}

describe.each(WORLDS.map((world, i) => [world.name, world, i] as const))('%s', (_name, world: World, place) => {
	it.each(world.ways ?? DIRECTIONS)('looked through %s, with a provider that was down', async (direction) => {
		const { labels, asked: own } = world
		const seeds = direction === 'backward' ? world.ends : world.seeds
		const sources = await world.open()
		const options = {
			seeds,
			labels,
			assets: 'all',
			budget: EVERYTHING,
			...own,
			direction,
			mix: 'set',
			sources,
		} as const
		const { lookups } = await trace(options)
		let recovered = 0
		for (let at = 0; at < lookups; at += Math.ceil(lookups / 5)) {
			const failure = FAILURES[(place + at) % FAILURES.length] as Failure
			// From then on for good, and once.
			if (await expectRecovered(options, failure, (n) => n >= at)) recovered++
			if (await expectRecovered(options, failure, (n) => n === at)) recovered++
		}
		expect(recovered).toBeGreaterThan(0)
	})
})

describe('a resume token', () => {
	const texts = ['S>A 10', 'S>B 6', 'A>C 10', 'B>D 6', 'C>E 10', 'D>F 6']
	const down = (_: number, { subject }: Query): boolean => subject === account('C')

	it.each(FAILURES)('asks again only what failed, where a source %s', async (failure) => {
		const source = await paymentSource(payments(...texts))
		const options = { seeds: [account('S')], sources: [source], budget: EVERYTHING }
		const failed = await trace({ ...options, sources: [failing(source, failure, down, [])] })
		expect(failed.resume?.answers.map(({ subject }) => subject)).not.toContain(account('C'))
		const asked: string[] = []
		const sources = [noting(source, asked)]
		const continued = await trace({ ...options, sources, resume: JSON.parse(JSON.stringify(failed.resume)) })
		expect(JSON.stringify(continued)).toBe(JSON.stringify(await trace(options)))
		// Who stood in the same round after the failing one, in a source that gives up on a round, failed too.
		const open = failure === 'says so' ? ['C', 'E'] : ['C', 'D', 'E', 'F']
		expect(asked.sort()).toEqual(open.map((name) => `account ${account(name)}`).sort())
	})

	it('is handed out where one of two sources failed, so that both can be heard', async () => {
		const source = await paymentSource(payments(...texts))
		const options = { seeds: [account('S')], sources: [source, source], budget: EVERYTHING }
		const whole = await trace(options)
		const failed = await trace({ ...options, sources: [source, failing(source, 'throws', down, [])] })
		expect([failed.status, whole.coverage[3]?.assurance]).toEqual(['complete', 'quorum 2/2'])
		const resume = JSON.parse(JSON.stringify(failed.resume))
		expect(JSON.stringify(failed)).not.toBe(JSON.stringify(whole))
		expect(JSON.stringify(await trace({ ...options, resume }))).toBe(JSON.stringify(whole))
	})

	it('is handed out by a trace that failed again, and loses nothing', async () => {
		const source = await paymentSource(payments(...texts))
		const options = { seeds: [account('S')], sources: [source], budget: EVERYTHING }
		const whole = await trace(options)
		const failed = await trace({ ...options, sources: [failing(source, 'says so', down, [])] })
		const resume = failed.resume as NonNullable<typeof failed.resume>
		// Stopped at once: what the first run was told is in the second token all the same.
		const stopped = await trace({ ...options, resume, budget: { ...EVERYTHING, lookups: 1 } })
		expect(stopped.resume).toEqual({ ...resume, answers: expect.arrayContaining(resume.answers) })
		const asked: string[] = []
		const continued = await trace({ ...options, sources: [noting(source, asked)], resume: stopped.resume as never })
		expect(asked).toEqual(['C', 'E'].map((name) => `account ${account(name)}`))
		expect(JSON.stringify(continued)).toBe(JSON.stringify(whole))
	})

	it('of a version that kept failures is read, and they are asked again', async () => {
		const source = await paymentSource(payments(...texts))
		const options = { seeds: [account('S')], sources: [source], budget: EVERYTHING }
		const failed = await trace({ ...options, sources: [failing(source, 'says so', down, [])] })
		const { coverage } = failed
		const row = coverage.find(({ subject }) => subject.account === account('C'))
		const lost = { kind: 'account', subject: account('C'), transactions: [], coverage: row }
		const token = { ...failed.resume, answers: [...(failed.resume?.answers ?? []), lost] }
		const continued = await trace({ ...options, resume: JSON.parse(JSON.stringify(token)) })
		expect(JSON.stringify(continued)).toBe(JSON.stringify(await trace(options)))
	})
})
