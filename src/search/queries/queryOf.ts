import type { Query } from '../../chains/adapter.js'
import { isFee } from '../../model/feeOutput.js'
import { chainOf } from '../../model/identifiers.js'
import type { Transaction } from '../../model/transaction.js'
import type { Node } from '../node.js'
import type { Search } from '../search.js'
import { creatorOf } from './creatorOf.js'

type Asked = Pick<Node, 'kind' | 'id'> & Partial<Pick<Node, 'account' | 'doubted'>>

/** The question that following a node puts to the sources; null where what was read answers it. */
export function queryOf(search: Search, { kind, id, account, doubted }: Asked): Query | null {
	if (doubted === true) return bounded(search, { kind: 'account', subject: account ?? id })
	if (kind !== 'output') return bounded(search, { kind: 'account', subject: id })
	const { view } = search.options.graph
	// Another fee of the block may have told the coinbase: whether it did depends on the budget, and what is asked must not.
	if (isFee(id)) return { kind: 'coinbase', subject: creatorOf(id) }
	if (search.options.direction === 'forward') {
		// Nothing is spent before it was created.
		return bounded(search, { kind: 'spend', subject: id, ...createdAt(view.transaction(creatorOf(id))) })
	}
	if (search.view.spender(id) !== undefined) return null
	// Which of its outputs is followed first depends on the budget, and what is asked must not.
	return bounded(search, { kind: 'transaction', subject: creatorOf(id) })
}

/**
 * The question that asks for no more than changes a figure: forward nothing before the window, looking back nothing after
 * it. What lies beyond its other end is asked for, since it says whether value moved on there. So is what an account did
 * before value came to it: the clean value that it held then has its place in every rule. Where both directions share
 * their answers, the window bounds none of them.
 */
export function bounded(search: Search, query: Query): Query {
	const { data, direction, sources } = search.options
	const chain = chainOf(query.subject)
	const clock = sources.describe(chain)?.clock
	const window = clock === undefined || data.direction === 'both' ? null : search.window.onClock(chain, clock)
	const name = direction === 'forward' ? 'from' : 'to'
	const bounds = [query[name], window?.[name]].filter((bound) => bound !== undefined)
	if (bounds.length === 0) return query
	return { ...query, [name]: direction === 'forward' ? Math.max(...bounds) : Math.min(...bounds) }
}

function createdAt(transaction: Transaction | undefined): { from?: number } {
	return transaction?.kind === 'utxo' ? { from: transaction.order[0] } : {}
}
