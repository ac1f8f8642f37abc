import { type Grade, grade } from '../../model/grade.js'
import type { AccountId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import { ClusterGroups } from './clusterGroups.js'
import type { ClusterParts } from './clusterParts.js'
import type { Alarm, Refusal } from './joint.js'
import { undoBridges } from './undoJoints.js'

/** Accounts that evidence puts under one control: a structural claim, which names nobody. */
export interface Cluster {
	/** `control <least account>`. */
	readonly id: string
	/** In code-unit order. */
	readonly accounts: readonly AccountId[]
	/** Scripts that pay a key of which `accounts` has the address, in code-unit order; empty unless same keys were joined. */
	readonly scripts: readonly AccountId[]
	/** Ids of the evidence that joined them, in the order in which it did. */
	readonly evidence: readonly string[]
	/** The least confidence among that evidence; null where nothing was joined. */
	readonly weakest: Grade | null
}

/** Accounts parted into clusters, with the ids of the evidence. Immutable. */
export class Clusters {
	protected readonly parts: ClusterParts
	protected readonly groups: ClusterGroups

	/** Made by a `ClusterBuilder`. */
	constructor(parts: ClusterParts) {
		const { accounts, joints } = parts
		this.parts = undoBridges(parts, new ClusterGroups(accounts, parts.sets, joints, parts.dropped))
		this.groups = new ClusterGroups(accounts, this.parts.sets, joints, this.parts.dropped)
	}

	/** Accounts; the script of a joined key is not counted beside the address of the key. */
	get accountCount(): number {
		return this.groups.shadows.reduce((count, shadow) => count - shadow, this.parts.accounts.size)
	}

	get clusterCount(): number {
		return this.groups.roots.length
	}

	/** Joints that were not made, in the order in which they were refused. */
	get refused(): readonly Refusal[] {
		return this.parts.refused
	}

	/** What a person should look at, in the order in which it came up. */
	get alarms(): readonly Alarm[] {
		return this.parts.alarms
	}

	/** Clusters of at least so many accounts, the largest first, then by id. Default 2. */
	clusters(atLeast = 2): Cluster[] {
		return this.groups.roots
			.filter((root) => this.groups.members(root).length >= atLeast)
			.map((root) => this.#cluster(root))
			.filter(({ accounts }) => accounts.length >= atLeast)
			.sort((a, b) => b.accounts.length - a.accounts.length || compareText(a.id, b.id))
	}

	/** The cluster of an account; null where the account is not known. */
	clusterOf(account: AccountId): Cluster | null {
		const root = this.rootOf(account)
		return root === undefined ? null : this.#cluster(root)
	}

	protected rootOf(account: AccountId): number | undefined {
		const number = this.parts.accounts.find(account)
		return number === undefined ? undefined : this.parts.sets.find(number)
	}

	#cluster(root: number): Cluster {
		const accounts: AccountId[] = []
		const scripts: AccountId[] = []
		for (const number of this.groups.members(root))
			(this.groups.shadows[number] === 1 ? scripts : accounts).push(this.parts.accounts.idOf(number))
		accounts.sort(compareText)
		scripts.sort(compareText)
		const evidence: string[] = []
		let weakest = 1
		for (const index of this.groups.joints(root)) {
			const joint = this.parts.joints.joint(index)
			evidence.push(joint.evidence)
			weakest = Math.min(weakest, joint.confidence)
		}
		return {
			id: `control ${accounts[0] ?? scripts[0]}`,
			accounts,
			scripts,
			evidence,
			weakest: evidence.length === 0 ? null : grade(weakest),
		}
	}
}
