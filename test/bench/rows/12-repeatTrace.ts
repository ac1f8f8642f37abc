import { trace } from '../../../src/trace.js'
import { SEEDS, STANDARD } from '../scenario/makeScenario.js'
import { simulatedChain } from '../scenario/simulatedChain.js'
import { warmCache } from '../scenario/warmCache.js'
import { world } from '../scenario/world.js'
import type { BenchRow } from '../support/bench.js'

/** A deep case and a wide one. */
const REPEATED = [1, 8]

/** What is final on a chain is asked once. */
export const row: BenchRow = {
	title: 'repeated trace',
	async run(bench) {
		for (const [seed, shape] of SEEDS.filter(([seed]) => REPEATED.includes(seed))) {
			const { scenario, index, seeds, labels } = world(seed, shape, STANDARD)
			const { adapter, asked } = simulatedChain(scenario, index)
			const sources = [warmCache(adapter)]
			const first = await trace({ seeds, sources, labels })
			const once = asked.requests
			const again = await trace({ seeds, sources, labels })
			if (again.resultHash !== first.resultHash) throw new Error('a repeated trace gives another result')
			bench.report({
				workload: `${shape} case ${seed}, warm cache in memory`,
				peer: 'first trace',
				peerFigure: `${once} requests`,
				ours: 'second trace',
				ourFigure: `${asked.requests - once} requests`,
				value: asked.requests - once,
				goal: { atMost: 0 },
			})
		}
	},
}
