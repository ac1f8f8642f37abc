import { bfsFromNode } from 'graphology-traversal'
import type { AbstractGraph } from 'graphology-types'
import type { NodeAttributes, TracedGraph } from './transactionGraph.js'

/** What leads to some accounts in a transaction graph, and how much of the graph that is. */
export interface Upstream {
	/** Transactions from which the accounts can be reached. */
	readonly transactions: number
	/** Further accounts from which they can be reached. */
	readonly accounts: number
	/** Steps back to the farthest of them, counted in transactions. */
	readonly depth: number
	readonly ofTransactions: number
	readonly ofAccounts: number
}

/**
 * Walks a transaction graph backwards from accounts, breadth first. It follows edges whatever their time and whether or
 * not seed value went that way. Accounts that are not in the graph have nothing upstream.
 */
export function upstream(graph: TracedGraph, accounts: Iterable<string>): Upstream {
	const starts = new Set([...accounts].filter((account) => graph.hasNode(account)))
	const seen = new Map<string, number>()
	for (const start of starts) {
		const visit = (node: string, _attributes: NodeAttributes, depth: number): boolean => {
			const known = seen.get(node)
			if (known !== undefined && known <= depth) return true
			seen.set(node, depth)
			return false
		}
		bfsFromNode(graph as unknown as AbstractGraph<NodeAttributes>, start, visit, { mode: 'inbound' })
	}
	const found = { transactions: 0, accounts: 0, depth: 0, ofTransactions: 0, ofAccounts: 0 }
	for (const [node, depth] of seen) {
		if (graph.getNodeAttribute(node, 'kind') === 'transaction') found.transactions++
		else if (!starts.has(node)) found.accounts++
		// Account and transaction alternate, so that two edges are one step.
		found.depth = Math.max(found.depth, Math.ceil(depth / 2))
	}
	graph.forEachNode((_node, { kind }) => {
		if (kind === 'transaction') found.ofTransactions++
		else found.ofAccounts++
	})
	return found
}
