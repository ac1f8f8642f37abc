import { traceEvents } from '../../../src/trace.js'
import type { TraceOptions } from '../../../src/traceOptions.js'
import { Recall } from './recall.js'
import { type Asked, simulatedChain } from './simulatedChain.js'
import type { World } from './world.js'

/** Nothing ends the walk but having found enough: services are passed through like everything that is not labelled. */
const BUDGET = { minShare: 0, hops: 100_000, maxDegree: 1_000_000_000 }

export interface Found {
	/** What had been asked when a truth was found to the goal; null where it was not. */
	readonly haircut: Asked | null
	readonly ownership: Asked | null
	readonly lookups: number
	readonly searchCpuMs: number
}

/** Runs the product's search on a simulated source until both truths are found to 95 %, or `most` look-ups are made. */
export async function traceUntil(
	{ scenario, index, seeds, labels, truth }: World,
	options: Pick<TraceOptions, 'method' | 'panel'>,
	most: number,
): Promise<Found> {
	const recalls = { haircut: new Recall(scenario, truth.haircut), ownership: new Recall(scenario, truth.ownership) }
	const at: { haircut: Asked | null; ownership: Asked | null } = { haircut: null, ownership: null }
	const { adapter, asked } = simulatedChain(scenario, index, (account) => {
		for (const name of ['haircut', 'ownership'] as const) if (recalls[name].lookUp(account)) at[name] ??= { ...asked }
	})
	const start = process.cpuUsage()
	const events = traceEvents({ ...options, seeds, sources: [adapter], labels, budget: { ...BUDGET, lookups: most } })
	for await (const _ of events) if (at.haircut !== null && at.ownership !== null) break
	const { user, system } = process.cpuUsage(start)
	return { ...at, lookups: asked.lookups, searchCpuMs: (user + system) / 1000 }
}
