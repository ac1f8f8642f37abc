import { UndirectedGraph } from 'graphology'
import { bfsFromNode } from 'graphology-traversal'
import type { AbstractGraph } from 'graphology-types'
import { type Grade, grade } from '../../model/grade.js'
import type { AccountId, TransactionId } from '../../model/identifiers.js'
import { compareOrder, compareText } from '../../model/order.js'
import { type EvidenceEdge, type Joint, joinedBy } from './joint.js'

/** A node is an account (CAIP-10), or a piece of evidence by its id. */
export type EvidenceNode =
	| { readonly kind: 'account' }
	| {
			readonly kind: 'evidence'
			readonly joint: Joint
			readonly transaction: TransactionId
			readonly rule: string
			readonly confidence: Grade
	  }

/** Accounts of a cluster, each tied to the evidence that joins it to others. */
export type EvidenceGraph = UndirectedGraph<EvidenceNode>

export function evidenceGraph(joints: Iterable<Joint>): EvidenceGraph {
	const graph: EvidenceGraph = new UndirectedGraph<EvidenceNode>()
	for (const joint of joints) {
		const { evidence, transaction, rule, confidence } = joint
		graph.addNode(evidence, { kind: 'evidence', joint, transaction, rule, confidence: grade(confidence) })
		for (const account of joinedBy(joint.kind, joint.accounts)) {
			if (!graph.hasNode(account)) graph.addNode(account, { kind: 'account' })
			graph.addUndirectedEdgeWithKey(`${evidence} ${account}`, evidence, account)
		}
	}
	return graph
}

/**
 * The shortest chain of evidence between two accounts of a graph, breadth first; of equally short ones the one whose
 * evidence is the earliest, step by step. Null where there is none. Cost: linear in the graph.
 */
export function shortestChain(graph: EvidenceGraph, from: AccountId, to: AccountId): EvidenceEdge[] | null {
	if (!graph.hasNode(from) || !graph.hasNode(to)) return null
	const left = new Map<string, number>()
	bfsFromNode(graph as unknown as AbstractGraph<EvidenceNode>, to, (node, _attributes, depth) => {
		left.set(node, depth)
	})
	const all = left.get(from)
	if (all === undefined) return null
	const chain: EvidenceEdge[] = []
	let at = from
	for (let depth = all; depth > 0; depth -= 2) {
		const nearer = (node: string): string[] =>
			graph.neighbors(node).filter((other) => left.get(other) === (left.get(node) as number) - 1)
		const [joint] = nearer(at)
			.map((node) => jointOf(graph, node))
			.sort(earlier)
		if (joint === undefined) return null
		const [next] = nearer(joint.evidence).sort(compareText)
		if (next === undefined) return null
		const { evidence, transaction, rule, order, confidence, note } = joint
		chain.push({ from: at, to: next, evidence, transaction, rule, order, confidence: grade(confidence), note })
		at = next
	}
	return chain
}

function jointOf(graph: EvidenceGraph, node: string): Joint {
	const attributes = graph.getNodeAttributes(node)
	if (attributes.kind === 'evidence') return attributes.joint
	throw new TypeError(`${node} is no evidence`)
}

function earlier(a: Joint, b: Joint): number {
	return compareOrder(a.order, b.order) || compareText(a.evidence, b.evidence)
}
