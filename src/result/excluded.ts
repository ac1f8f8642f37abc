import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { AccountTransaction, SetAside } from '../model/transaction.js'
import type { Search } from '../search/search.js'

/** Examples given of each kind. Our choice. */
const MOST_EXAMPLES = 3

/** What was left out on purpose, with the reason, how often, and the first of them in code-unit order. */
export function excluded(searches: readonly Search[]): ResultData['excluded'] {
	const byReason = new Map<string, Set<string>>()
	for (const search of searches) {
		for (const transaction of concerned(search)) {
			for (const [id, reason] of leftOutOf(search, transaction)) {
				const ids = byReason.get(reason) ?? new Set()
				byReason.set(reason, ids.add(id))
			}
		}
	}
	return [...byReason]
		.sort(([a], [b]) => compareText(a, b))
		.map(([reason, ids]) => {
			const examples = [...ids].sort(compareText).slice(0, MOST_EXAMPLES)
			return { reason, count: ids.size, examples }
		})
}

type Parties = { readonly from: string | null; readonly to: string | null }

/** Transactions that value went through, and those that name an account which was followed, or nobody at all. */
function* concerned(search: Search): Iterable<AccountTransaction> {
	const { graph, view } = search.options.graph
	const { followed } = search.nodes
	const isFollowed = ({ from, to }: Parties): boolean =>
		(from !== null && followed.has(from)) || (to !== null && followed.has(to))
	const isAwaited = ({ to, reason }: SetAside): boolean =>
		reason === 'foreignBridge' && to !== null && search.crossings.isAwaited(to)
	const concerns = (item: SetAside): boolean =>
		isFollowed(item) || isAwaited(item) || (item.from === null && item.to === null)
	for (const transaction of view.transactions()) {
		if (transaction.kind !== 'account') continue
		const { id, transfers, setAside = [] } = transaction
		if (graph.hasNode(id) || transfers.some(isFollowed) || setAside.some(concerns)) yield transaction
	}
}

/** What of a transaction is no value, or no value that was followed, with the reason. */
function* leftOutOf(search: Search, { transfers, setAside = [] }: AccountTransaction): Iterable<[string, string]> {
	const { runs, options, spoofs } = search
	const orLookAlike = (id: string, reason: string): [string, string] => [id, spoofs.has(id) ? 'lookAlike' : reason]
	for (const { id, reason } of setAside) yield orLookAlike(id, reason)
	for (const transfer of transfers) {
		if (transfer.amount === 0n) yield orLookAlike(transfer.id, 'zeroValue')
		else if (options.rules.isUnlisted(transfer) && !runs.carries(transfer.id))
			yield orLookAlike(transfer.id, 'unlistedAsset')
	}
}
