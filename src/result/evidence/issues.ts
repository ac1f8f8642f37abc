import type { Evidence } from '../../model/claims.js'
import type { AccountId } from '../../model/identifiers.js'
import { beginningAt } from '../../search/queries/beginningAt.js'
import type { Search } from '../../search/search.js'

/** Looking back: places where value of the seeds begins, because a block issued it or the source names no payer. */
export function issues(search: Search): { readonly account: AccountId; readonly evidence: Evidence }[] {
	if (search.options.direction === 'forward') return []
	return [...search.nodes.all()].flatMap((node) => {
		const { id, kind, account } = node
		const isIssue = kind === 'end' || (kind === 'output' && beginningAt(search, id) === 'endOfSource')
		if (!isIssue) return []
		const note =
			kind === 'end'
				? 'value came to this account from nobody: it was issued, or the source does not name the payer'
				: 'this output was created by the first transaction of a block: newly issued value, with the fees of the block'
		const evidence: Evidence = {
			id: `issue ${kind === 'end' ? account : id}`,
			claim: 'issue',
			heuristic: { id: 'issue', version: '1', params: kind === 'end' ? { account } : { output: id }, card: null },
			confidence: 'high',
			transactions: kind === 'end' ? [] : [id.slice(0, id.lastIndexOf(':'))],
			note,
		}
		return [{ account, evidence }]
	})
}
