import { TransactionGraph } from '../graph/transactionGraph.js'
import { InputError } from '../model/errors.js'
import type { TransactionId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'
import { instantOf, isAfter, type Moment, momentSchema } from '../model/moment.js'
import { compareText } from '../model/order.js'
import type { Transaction } from '../model/transaction.js'

/**
 * Facts as a view that ends at a moment, both of the moment's own block or second included.
 * @throws InputError `E_INPUT` where the moment is none, or a height and some transaction has none
 */
export function viewAsOf(
	facts: Iterable<Transaction> | LedgerView,
	asOf: Moment | undefined,
): { readonly view: LedgerView; readonly disagreements: readonly TransactionId[] } {
	const isView = 'transactions' in facts
	if (isView && asOf === undefined) return { view: facts, disagreements: [] }
	const all = [...(isView ? facts.transactions() : facts)]
	const graph = new TransactionGraph()
	const { disagreements } = graph.add({ transactions: asOf === undefined ? all : until(all, asOf) })
	return { view: graph.view, disagreements: [...new Set(disagreements)].sort(compareText) }
}

function until(transactions: readonly Transaction[], asOf: Moment): Transaction[] {
	const parsed = momentSchema.safeParse(asOf)
	if (!parsed.success)
		throw new InputError('E_INPUT', 'asOf: a moment is expected, e.g. { height: 800000 }', {
			details: { field: 'asOf' },
		})
	const instant = instantOf(parsed.data, 'asOf')
	const unplaced = 'height' in instant ? transactions.filter(({ height }) => height === null).length : 0
	if (unplaced > 0)
		throw new InputError('E_INPUT', `asOf: ${unplaced} transactions have no height; give a time`, {
			details: { field: 'asOf', count: unplaced },
		})
	return transactions.filter((transaction) => !isAfter(transaction, instant))
}
