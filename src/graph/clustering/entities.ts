import type { Entity } from '../../model/claims.js'
import type { AccountId } from '../../model/identifiers.js'
import { compareOrder, compareText } from '../../model/order.js'
import { ClusterBuilder } from './clusterBuilder.js'
import type { ClusterParts } from './clusterParts.js'
import type { Joint, Refusal } from './joint.js'
import type { Attested } from './mergeGuard.js'

/**
 * Joints found in whatever order a search comes upon them, and the clusters that they make in the order of events. Change
 * joins nobody here: whether an account is fresh shows only where all that was paid to it is read, which a search is not.
 */
export class Entities {
	readonly #attested: (account: AccountId) => Attested | undefined
	readonly #joints = new Map<string, Joint>()

	constructor(attested: (account: AccountId) => Attested | undefined = () => undefined) {
		this.#attested = attested
	}

	/** Takes a joint; the same evidence again is no change. */
	join(joint: Joint): void {
		this.#joints.set(joint.evidence, joint)
	}

	/** Joints that are not made, in the order of events. */
	refused(): readonly Refusal[] {
		return this.#parts().refused
	}

	/** Clusters of more than one account, by id, each with all evidence that joined it, in code-unit order. */
	list(): Entity[] {
		const { accounts, sets, joints } = this.#parts()
		const clusters = new Map<number, { accounts: Set<AccountId>; evidence: string[] }>()
		for (let index = 0; index < joints.size; index++) {
			const members = joints.members(index)
			const root = sets.find(members[0] as number)
			const cluster = clusters.get(root) ?? { accounts: new Set(), evidence: [] }
			for (const number of members) cluster.accounts.add(accounts.idOf(number))
			cluster.evidence.push(joints.joint(index).evidence)
			clusters.set(root, cluster)
		}
		return [...clusters.values()]
			.map((cluster) => {
				const sorted = [...cluster.accounts].sort(compareText)
				return { id: `control ${sorted[0]}`, accounts: sorted, evidence: cluster.evidence.sort(compareText) }
			})
			.sort((a, b) => compareText(a.id, b.id))
	}

	#parts(): ClusterParts {
		const builder = new ClusterBuilder({ attested: this.#attested })
		const inOrder = [...this.#joints.values()].sort(
			(a, b) => compareOrder(a.order, b.order) || compareText(a.evidence, b.evidence),
		)
		for (const joint of inOrder) if (joint.kind === 'control') builder.offer(joint)
		return builder.parts()
	}
}
