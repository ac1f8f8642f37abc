import type { ClusterParts } from '../graph/clustering/clusterParts.js'
import type { LedgerView } from '../model/ledgerView.js'

/** A view that also tells which accounts a clustering, as far as it has come, puts under one control. */
export function controlView(view: LedgerView, { accounts, sets }: Pick<ClusterParts, 'accounts' | 'sets'>): LedgerView {
	return {
		transaction: (id) => view.transaction(id),
		transactions: () => view.transactions(),
		spender: (output) => view.spender(output),
		output: (id) => view.output(id),
		ledger: (account, asset) => view.ledger(account, asset),
		entriesOf: (transaction) => view.entriesOf(transaction),
		assets: (account) => view.assets(account),
		received: (account) => view.received(account),
		spendsOf: (account) => view.spendsOf(account),
		receiptsOf: (account) => view.receiptsOf(account),
		controlOf(account) {
			const number = accounts.find(account)
			return number === undefined ? undefined : sets.find(number)
		},
	}
}
