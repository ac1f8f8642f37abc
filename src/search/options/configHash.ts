import type { Heuristic } from '../../heuristics/heuristic.js'
import { digestOf } from '../../model/digest.js'
import type { RuleId } from '../../model/method.js'
import type { DataOptions } from '../../model/options.js'
import type { ParsedSeed } from '../../model/seed.js'
import type { PriceBook } from '../../prices/priceBook.js'

export interface Config {
	readonly data: DataOptions
	readonly panel: readonly RuleId[]
	readonly heuristics: readonly Heuristic[]
	readonly seeds: readonly ParsedSeed[]
	readonly prices: PriceBook | null
}

/** Digest of what is asked, fixed before the run. Seeds count with their canonical ids and limits. */
export function configHash({ data, panel, heuristics, seeds, prices }: Config): string {
	const plainSeeds = seeds.map(({ place: _place, ...seed }) =>
		Object.fromEntries(
			Object.entries(seed).map(([key, value]) => [key, typeof value === 'bigint' ? value.toString() : value]),
		),
	)
	return digestOf({
		options: data,
		panel,
		heuristics: heuristics.map(({ id, version }) => `${id}/${version}`),
		seeds: plainSeeds,
		...(prices === null ? {} : { prices: prices.digest }),
	})
}

/** The same without what a stopped search may be continued with: more look-ups, more time. */
export function questionHash(config: Config): string {
	const { lookups: _lookups, seconds: _seconds, ...budget } = config.data.budget
	return configHash({ ...config, data: { ...config.data, budget } })
}
