import { formatAmount } from '../../model/asset.js'
import type { AccountId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Search } from '../../search/search.js'
import type { AboutAccount } from './aboutAccount.js'

/** That value ended at a mixing pool: what its notes are worth, and among how many deposits those of the trace stand. */
export function poolEvidence(search: Search): AboutAccount[] {
	const deposits = tracedDeposits(search)
	const found: AboutAccount[] = []
	for (const { account, stop, kind } of search.nodes.all()) {
		const pool = kind === 'account' && stop === 'mixer' ? search.options.rules.pool(account) : undefined
		if (pool === undefined) continue
		const own = deposits.get(account) ?? []
		const leaves = own.map(({ leaf }) => leaf)
		const among = own.length === 0 ? 'not told' : String(leaves.reduce((a, b) => Math.max(a, b)) + 1)
		const note = `every note of this pool is ${formatAmount(pool.note, pool.asset)}, and a withdrawal tells of no deposit: value that entered is anywhere among the notes`
		found.push({
			account,
			evidence: {
				id: `mixingPool ${account}`,
				claim: 'mixingPool',
				heuristic: {
					id: 'mixingPool',
					version: '1',
					params: { account, asset: pool.asset, note: pool.note.toString(), notesEverPutIn: among },
					card: null,
				},
				confidence: 'high',
				transactions: [...new Set(own.map(({ transaction }) => transaction))].sort(compareText),
				note,
			},
		})
	}
	return found
}

interface TracedDeposit {
	readonly transaction: string
	readonly leaf: number
}

/** Deposits in transactions that value went through, by pool. The number of a deposit counts all before it. */
function tracedDeposits(search: Search): Map<AccountId, TracedDeposit[]> {
	const { graph, view } = search.options.graph
	const found = new Map<AccountId, TracedDeposit[]>()
	graph.forEachNode((id, { kind }) => {
		const transaction = kind === 'transaction' ? view.transaction(id) : undefined
		if (transaction?.kind !== 'account') return
		for (const { kind: told, by, leaf } of transaction.notices ?? []) {
			if (told !== 'poolDeposit' || leaf === undefined) continue
			const own = found.get(by) ?? []
			found.set(by, own)
			own.push({ transaction: id, leaf })
		}
	})
	return found
}
