import type { AccountId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { Inflow } from '../model/result.js'
import type { Search } from '../search/search.js'

/**
 * What the sources show arriving at accounts in the window, by asset: never less than the transactions read show, which is
 * all of it where a source cannot say.
 */
export async function inflows(
	search: Search,
	accounts: readonly AccountId[],
	signal: AbortSignal | undefined,
): Promise<(account: AccountId) => Inflow> {
	const { sources, graph } = search.options
	const unique = [...new Set(accounts)].sort(compareText)
	const known = await sources.inflow(unique, (chain, clock) => search.window.onClock(chain, clock), signal)
	if (signal?.aborted === true) search.interrupted ??= 'aborted'
	return (account) => {
		const sums = new Map(graph.view.received(account))
		// Of sources that hold a part each, none alone tells of everything that was read.
		for (const [asset, amount] of known.get(account) ?? [])
			if (amount > (sums.get(asset) ?? 0n)) sums.set(asset, amount)
		return [...sums]
			.filter(([, amount]) => amount > 0n)
			.map(([asset, amount]) => ({ asset, amount }))
			.sort((a, b) => compareText(a.asset, b.asset))
	}
}
