import type { TransferId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'

/** Examples given of each kind. Our choice. */
const MOST_EXAMPLES = 3

/** What was left out on purpose, with the reason, how often, and the first of them in code-unit order. */
export function excluded(search: Search): ResultData['excluded'] {
	const none = [...zeroTransfers(search)].sort(compareText)
	if (none.length === 0) return []
	return [{ reason: 'zeroValue', count: none.length, examples: none.slice(0, MOST_EXAMPLES) }]
}

/** Transfers of nothing in the transactions that value went through and on the ledgers that were followed. */
function zeroTransfers(search: Search): Set<TransferId> {
	const { graph, view } = search.options.graph
	const found = new Set<TransferId>()
	graph.forEachNode((id, { kind }) => {
		const transaction = kind === 'transaction' ? view.transaction(id) : undefined
		if (transaction?.kind !== 'account') return
		for (const transfer of transaction.transfers) if (transfer.amount === 0n) found.add(transfer.id)
	})
	for (const account of search.nodes.followed) {
		for (const asset of view.assets(account))
			for (const { transfer } of view.ledger(account, asset)) if (transfer.amount === 0n) found.add(transfer.id)
	}
	return found
}
