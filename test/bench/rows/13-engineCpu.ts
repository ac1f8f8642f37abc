import { type TraceEvent, trace } from '../../../src/trace.js'
import { FULL, SEEDS } from '../scenario/makeScenario.js'
import { simulatedChain } from '../scenario/simulatedChain.js'
import { warmCache } from '../scenario/warmCache.js'
import { type World, world } from '../scenario/world.js'
import type { Bench, BenchRow } from '../support/bench.js'

/** Everything of a trace by default, but that chains are followed to their ends. */
const BUDGET = { hops: 1000 }

interface Run {
	readonly lookups: number
	readonly traceMs: number
	/** The part that searched; the rest made the result. */
	readonly searchMs: number
}

/**
 * CPU time of whole traces among 1.5 million transfers. Answers come from a warm cache, so that what the source costs does
 * not count; everything else does, from the options to the digest of the result.
 */
export const row: BenchRow = {
	title: 'CPU of a trace',
	async run(bench) {
		const runs = { none: [] as Run[], all: [] as Run[] }
		for (const [seed, shape] of SEEDS) {
			const { scenario, index, seeds, labels } = world(seed, shape, FULL)
			const sources = [warmCache(simulatedChain(scenario, index).adapter)]
			for (const panel of ['none', 'all'] as const) {
				const options = { seeds, sources, labels, panel, budget: BUDGET }
				const measured = await timed(bench, options)
				if (measured.lookups > 50) runs[panel].push(measured)
			}
		}
		show(bench, 'one rule', runs.none, 0.3)
		show(bench, 'default panel', runs.all)
	},
}

type Options = Pick<World, 'seeds' | 'labels'> & Parameters<typeof trace>[0]

/** Runs after the one that fills the cache, in which code is compiled. */
const WARM_RUNS = 3

/**
 * The median run of several, warmed up. No whole collection is forced between them: it would take away the hidden classes
 * of the trace before, and with them the compiled code, so that every run compiled anew. What runs leave behind is collected
 * while others run, and counts.
 */
async function timed(bench: Bench, options: Options): Promise<Run> {
	for (let i = 0; i <= WARM_RUNS; i++) await trace(options)
	const runs: Run[] = []
	for (let i = 0; i < bench.repeats; i++) {
		const start = process.cpuUsage()
		let searched = start
		const onProgress = ({ kind }: TraceEvent): void => {
			if (kind === 'searched') searched = process.cpuUsage(start)
		}
		const { lookups } = await trace({ ...options, onProgress })
		runs.push({ lookups, traceMs: milliseconds(process.cpuUsage(start)), searchMs: milliseconds(searched) })
	}
	return runs.sort((a, b) => a.traceMs - b.traceMs)[runs.length >> 1] as Run
}

const milliseconds = ({ user, system }: NodeJS.CpuUsage): number => (user + system) / 1000

function show(bench: Bench, what: string, runs: readonly Run[], atMost?: number): void {
	const quantile = (of: (run: Run) => number, q: number): number =>
		runs.map(of).sort((a, b) => a - b)[Math.min(runs.length - 1, Math.floor(q * runs.length))] as number
	const perLookup = (run: Run): number => run.traceMs / run.lookups
	bench.report({
		workload: `trace() among 1.5 M transfers, ${what}`,
		peer: `${runs.length} cases of ${quantile(({ lookups }) => lookups, 0)} to ${quantile(({ lookups }) => lookups, 1)} look-ups`,
		ours: 'p50, p95 of a trace',
		ourFigure: `${quantile(({ traceMs }) => traceMs, 0.5).toFixed(0)} ms, ${quantile(({ traceMs }) => traceMs, 0.95).toFixed(0)} ms`,
		value: quantile(perLookup, 0.5),
		text: `${quantile(perLookup, 0.5).toFixed(2)} ms/look-up (p95 ${quantile(perLookup, 0.95).toFixed(2)}, search alone ${quantile(({ searchMs, lookups }) => searchMs / lookups, 0.5).toFixed(2)})`,
		...(atMost === undefined ? {} : { goal: { atMost } }),
	})
}
