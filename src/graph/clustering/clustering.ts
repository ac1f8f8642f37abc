import type { AccountId, TransactionId } from '../../model/identifiers.js'
import { Clusters } from './clusters.js'
import { type EvidenceGraph, evidenceGraph, shortestChain } from './evidenceGraph.js'
import type { EvidenceEdge } from './joint.js'
import { undoJoints } from './undoJoints.js'

/** Clusters that say why, and from which any evidence can be taken away: that gives another clustering. */
export class Clustering extends Clusters {
	/**
	 * The shortest chain of evidence from one account to another; of equally short ones the earliest. Null where they are
	 * not in one cluster; empty from an account to itself. Cost: linear in the cluster and its evidence.
	 */
	whyLinked(a: AccountId, b: AccountId): EvidenceEdge[] | null {
		const root = this.rootOf(a)
		if (root === undefined || root !== this.rootOf(b)) return null
		return a === b ? [] : shortestChain(this.evidenceGraph(a), a, b)
	}

	/** The accounts of a cluster tied to the evidence that joins them; empty for an account that nothing joins. */
	evidenceGraph(account: AccountId): EvidenceGraph {
		const root = this.rootOf(account)
		const indexes = root === undefined ? [] : [...this.groups.joints(root)]
		return evidenceGraph(indexes.map((index) => this.parts.joints.joint(index)))
	}

	/**
	 * The same without what a rule said on a transaction: the cluster is grown again from the evidence that is left. An edge
	 * of `whyLinked` can be given as it is. The same object where no such evidence counts.
	 */
	without({ transaction, rule }: { readonly transaction: TransactionId; readonly rule: string }): Clustering {
		const { joints, dropped } = this.parts
		const found: number[] = []
		for (let index = 0; index < joints.size; index++) {
			const joint = joints.joint(index)
			if (joint.transaction === transaction && joint.rule === rule && !dropped.has(index)) found.push(index)
		}
		return found.length === 0 ? this : new Clustering(undoJoints(this.parts, this.groups, found))
	}
}
