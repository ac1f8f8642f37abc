import type { Coverage, Scope } from '../model/coverage.js'
import { chainOf } from '../model/identifiers.js'
import type { LooseEnd, ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'

/**
 * `partial` where something was asked and not answered, or the budget or an abort ended the search. Limits that the
 * caller set leave it `complete`, and so does an unknown input where the source declares itself an excerpt.
 */
export function statusOf(search: Search, loose: readonly LooseEnd[]): 'complete' | 'partial' {
	if (search.interrupted !== null) return 'partial'
	if (search.coverage.some(isGap)) return 'partial'
	const { sources } = search.options
	const gap = loose.some(({ stop, at }) => {
		if (stop === 'noPrevout') return sources.describe(chainOf(at))?.scope === 'complete'
		return stop === 'budget' || stop === 'notFetched'
	})
	return gap ? 'partial' : 'complete'
}

/** Whether a look-up was not answered in full, other than by the caller's own limit on hubs. */
export function isGap({ status, reasons }: Coverage): boolean {
	return status === 'unavailable' || (status === 'incomplete' && !reasons.includes('C_HUB'))
}

/** `complete` only where every source declares that it holds everything. */
export function overallScope(search: Search): Scope {
	const { sources } = search.options
	return sources.chains().every((chain) => sources.describe(chain)?.scope === 'complete') ? 'complete' : 'excerpt'
}

export function asOf(search: Search): ResultData['asOf'] {
	const { sources } = search.options
	const snapshots: ResultData['asOf'] = {}
	for (const chain of sources.chains()) {
		const held = sources.describe(chain)
		if (held !== undefined)
			snapshots[chain] = { height: held.height, blockHash: held.blockHash, atSeconds: held.atSeconds }
	}
	return snapshots
}
