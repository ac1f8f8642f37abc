import type { TransferId } from '../model/identifiers.js'
import { compareText } from '../model/order.js'
import type { ResultData } from '../model/result.js'
import type { Search } from '../search/search.js'

/** Examples given of each kind. Our choice. */
const MOST_EXAMPLES = 3

/** What was left out on purpose, with the reason, how often, and the first of them in code-unit order. */
export function excluded(search: Search): ResultData['excluded'] {
	const kinds = [
		{ reason: 'foreignBridge', found: foreignBridges(search) },
		{ reason: 'zeroValue', found: zeroTransfers(search) },
	]
	return kinds.flatMap(({ reason, found }) => {
		const ids = [...found].sort(compareText)
		return ids.length === 0 ? [] : [{ reason, count: ids.length, examples: ids.slice(0, MOST_EXAMPLES) }]
	})
}

/** Events of bridges, in the transactions read, that contracts tell which are none of those bridges. */
function foreignBridges(search: Search): Set<TransferId> {
	const found = new Set<TransferId>()
	for (const transaction of search.options.graph.view.transactions()) {
		if (transaction.kind !== 'account') continue
		for (const { id, reason } of transaction.setAside ?? []) if (reason === 'foreignBridge') found.add(id)
	}
	return found
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
