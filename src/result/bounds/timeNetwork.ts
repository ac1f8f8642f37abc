import type { Search } from '../../search/search.js'
import { addLedgerWays } from './addLedgerWays.js'
import { addOutputWays } from './addOutputWays.js'
import { TimeWays } from './timeWays.js'

/**
 * Everything read that seed value can have gone through, as a network in time: one vertex for each state of a followed
 * ledger, joined by what it holds in between; transfers, inputs and outputs as edges of their size. Every conserving rule,
 * under either opening balance, is a flow in it. Entries whose order is not told share a vertex, so that they can happen
 * either way.
 */
export function timeNetwork(search: Search): TimeWays {
	const ways = new TimeWays(search.seeds)
	addLedgerWays(search, ways)
	addOutputWays(search, ways)
	return ways
}
