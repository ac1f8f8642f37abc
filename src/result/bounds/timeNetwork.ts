import type { Search } from '../../search/search.js'
import { followedLedgers, isExchanged, LedgerWays } from './ledgerWays.js'
import { OutputWays } from './outputWays.js'
import { PassageWays } from './passageWays.js'
import { TimeWays } from './timeWays.js'

/**
 * Everything read that seed value can have gone through, as a network in time: one vertex for each state of a followed
 * ledger, joined by what it holds in between; transfers, inputs and outputs as edges of their size. Every conserving rule,
 * under either opening balance, is a flow in it. Entries whose order is not told share a vertex, so that they can happen
 * either way. What was exchanged or came out of a bridge goes on beside it, without limits.
 */
export function timeNetwork(search: Search): TimeWays {
	const ways = new TimeWays(search.seeds)
	const passages = new PassageWays(search, ways)
	const followed = followedLedgers(search)
	const crosses = search.crossings.passages().length > 0
	const after = crosses || followed.some(isExchanged) ? new LedgerWays(search, ways, passages, null, true) : null
	if (after !== null) {
		const outputs = new OutputWays(search, ways, passages, true)
		passages.open({ ledgers: after, outputs })
		after.addLedgers(followed)
		after.addTransfers(followed)
		if (crosses) outputs.addAll()
	}
	const ledgers = new LedgerWays(search, ways, passages, after, false)
	ledgers.addLedgers(followed)
	ledgers.addTransfers(followed)
	new OutputWays(search, ways, passages, false).addAll()
	return ways
}
