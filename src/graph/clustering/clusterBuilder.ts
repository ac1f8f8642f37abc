import type { AccountId } from '../../model/identifiers.js'
import { AccountNumbers } from './accountNumbers.js'
import type { ClusterParts } from './clusterParts.js'
import { type Alarm, type Joint, joinedBy, type Refusal } from './joint.js'
import { JointBook } from './jointBook.js'
import { type Attested, CLUSTER_LIMITS, type ClusterLimits, MergeGuard } from './mergeGuard.js'
import { UnionFind } from './unionFind.js'

export interface ClusterBuilderOptions {
	/** What third parties say of an account; asked once for each. */
	readonly attested?: (account: AccountId) => Attested | undefined
	readonly limits?: Partial<ClusterLimits>
	/** Who rules on merges; default `MergeGuard`, which knows nothing of change. */
	readonly guard?: typeof MergeGuard
}

/** Joins accounts one piece of evidence after the other, in event order, and refuses what is too dangerous. */
export class ClusterBuilder {
	readonly #options: ClusterBuilderOptions
	readonly #limits: ClusterLimits
	readonly #accounts = new AccountNumbers()
	readonly #sets = new UnionFind()
	readonly #joints = new JointBook()
	readonly #guard: MergeGuard
	readonly #refused: Refusal[] = []
	readonly #alarms: Alarm[] = []

	constructor(options: ClusterBuilderOptions = {}) {
		const { limits, guard = MergeGuard } = options
		this.#options = options
		this.#limits = { ...CLUSTER_LIMITS, ...limits }
		this.#guard = new guard(this.#limits, (number) => this.#sets.find(number))
	}

	/** Makes an account known; alone it is a cluster of one. Returns its number. */
	add(account: AccountId): number {
		const known = this.#accounts.size
		const number = this.#accounts.add(account)
		if (number < known) return number
		this.#sets.add()
		this.#guard.add(number, this.#options.attested?.(account))
		return number
	}

	/** Joins the accounts of a joint, or refuses to. Joints come in event order. Returns whether it was accepted. */
	offer(joint: Joint): boolean {
		const members = joint.accounts.map((account) => this.add(account))
		const roots = [...new Set(members.map((member) => this.#sets.find(member)))]
		const ruling = roots.length > 1 ? this.#guard.rule(joint, members, roots) : null
		const { kind: _kind, confidence: _confidence, apart = [], ...rest } = joint
		if (ruling?.alarm !== undefined) {
			const { transaction, accounts } = joint
			this.alarm({ kind: ruling.alarm, transaction, accounts, note: ruling.note })
		}
		if (ruling?.refused !== undefined) {
			this.#refused.push({ ...rest, reason: ruling.refused, note: ruling.note })
			return false
		}
		if (joinedBy(joint.kind, members).length > 1) this.#joints.add(joint, members)
		const kept = roots.reduce((least, root) => Math.min(least, root), roots[0] ?? 0)
		for (const root of roots) {
			if (this.#sets.union(kept, root)) this.#guard.merge(kept, root, joint.order[0])
		}
		this.#guard.made(
			joint,
			members,
			apart.map((account) => this.add(account)),
		)
		return true
	}

	alarm(alarm: Alarm): void {
		this.#alarms.push(alarm)
	}

	/** What all joints offered so far make; it grows with those that follow. */
	parts(): ClusterParts {
		return {
			accounts: this.#accounts,
			sets: this.#sets,
			joints: this.#joints,
			dropped: new Set(),
			limits: this.#limits,
			refused: this.#refused,
			alarms: this.#alarms,
		}
	}
}
