import { MultiDirectedGraph } from 'graphology'
import type { TracedGraph } from './transactionGraph.js'

/** Account → account, for pictures and classical graph algorithms. */
export interface AccountEdgeAttributes {
	asset: string
	/** What the receiver got in this transaction, decimal string in base units. */
	amount: string
	transaction: string
	atSeconds: number
	/** How many accounts paid into the transaction: above 1 the ledger does not say who paid whom. */
	payers: number
}

/**
 * Projects a transaction graph onto accounts: one edge per paying account, receiving account, asset and transaction. On
 * account ledgers an edge joins payer and receiver of the same transfer; on Bitcoin every payer of a transaction is
 * joined to every receiver, and `amount` is what that receiver got from all of them.
 */
export function toAccountGraph(graph: TracedGraph): MultiDirectedGraph<{ kind: 'account' }, AccountEdgeAttributes> {
	const accounts = new MultiDirectedGraph<{ kind: 'account' }, AccountEdgeAttributes>()
	graph.forEachNode((node, { kind }) => {
		if (kind === 'account') accounts.addNode(node, { kind })
	})
	graph.forEachNode((transaction, { kind, atSeconds = 0 }) => {
		if (kind !== 'transaction') return
		const payers = new Set(
			graph.inNeighbors(transaction).filter((node) => graph.getNodeAttribute(node, 'kind') === 'account'),
		)
		graph.forEachOutEdge(transaction, (key, { asset, amount }, _source, receiver) => {
			if (graph.getNodeAttribute(receiver, 'kind') === 'transaction') return
			const paying = key.includes('#') ? payerOf(graph, key) : payers
			for (const payer of paying) {
				const id = `${transaction}|${asset}|${payer}|${receiver}`
				if (!accounts.hasEdge(id)) {
					accounts.addDirectedEdgeWithKey(id, payer, receiver, {
						asset,
						amount: '0',
						transaction,
						atSeconds,
						payers: payers.size,
					})
				}
				accounts.updateEdgeAttribute(id, 'amount', (sum = '0') => (BigInt(sum) + BigInt(amount)).toString())
			}
		})
	})
	return accounts
}

/** The payer of the transfer whose receiving edge this is; none for an issue. */
function payerOf(graph: TracedGraph, receiving: string): string[] {
	const paying = `${receiving.slice(0, -':out'.length)}:in`
	return graph.hasEdge(paying) ? [graph.source(paying)] : []
}
