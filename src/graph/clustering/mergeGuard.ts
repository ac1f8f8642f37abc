import type { Joint, RefusalReason } from './joint.js'

/** When a merge is too dangerous to be made. All three count accounts. */
export interface ClusterLimits {
	/** Change evidence never joins two clusters that are both larger than this. Default 10 (algorithms 2.3). */
	readonly maxChangeMerge: number
	/** One block may multiply a cluster by at most this. Default 2 (algorithms 2.3). */
	readonly growthFactor: number
	/** Growth up to this size is never refused. Default 10,000 (algorithms 2.3). */
	readonly growthSize: number
}

export const CLUSTER_LIMITS: ClusterLimits = { maxChangeMerge: 10, growthFactor: 2, growthSize: 10_000 }

/** What third parties say of an account, as far as it bears on merging. */
export interface Attested {
	/** Null where nobody is named, or several are. */
	readonly entity: string | null
	/** Whether the label says that it is a service, which holds the funds of many. */
	readonly service: boolean
}

/** What the guard makes of a joint: refused for a reason, made, or made with an alarm. */
export interface Ruling {
	readonly refused?: RefusalReason
	readonly alarm?: 'growth' | 'service'
	readonly note: string
}

/** Keeps what is known of each cluster and rules on every merge. Clusters go by the number that leads them. */
export class MergeGuard {
	readonly #sizes: number[] = []
	/** Size of the largest part of a cluster when the block began, and the block. */
	readonly #before: number[] = []
	readonly #block: number[] = []
	readonly #entities = new Map<number, string>()

	constructor(
		protected readonly limits: ClusterLimits,
		protected readonly find: (number: number) => number,
	) {}

	/** A new cluster of one account. */
	add(number: number, attested: Attested | undefined): void {
		this.#sizes[number] = 1
		if (typeof attested?.entity === 'string') this.#entities.set(number, attested.entity)
	}

	/** Whether the clusters of a joint's accounts may become one; null where nothing is to be said. */
	rule(joint: Joint, _members: readonly number[], roots: readonly number[]): Ruling | null {
		const entities = new Set(roots.flatMap((root) => this.#entities.get(root) ?? []))
		if (entities.size > 1)
			return { refused: 'entities', note: `third parties name ${entities.size} different entities for them` }
		const size = roots.reduce((sum, root) => sum + this.size(root), 0)
		if (size <= this.limits.growthSize) return null
		const before = roots.reduce((most, root) => Math.max(most, this.#sizeBefore(root, joint.order[0])), 0)
		if (size <= before * this.limits.growthFactor) return null
		const note = `within one block a cluster of ${before} accounts would become one of ${size}`
		return { refused: 'growth', alarm: 'growth', note }
	}

	/** One cluster goes into another. */
	merge(kept: number, gone: number, block: number): void {
		const before = Math.max(this.#sizeBefore(kept, block), this.#sizeBefore(gone, block))
		this.#sizes[kept] = this.size(kept) + this.size(gone)
		this.#before[kept] = before
		this.#block[kept] = block
		const entity = this.#entities.get(gone)
		if (entity !== undefined) this.#entities.set(kept, entity)
	}

	/** A joint was made; `apart` are accounts of others that it names. */
	made(_joint: Joint, _members: readonly number[], _apart: readonly number[]): void {}

	protected size(root: number): number {
		return this.#sizes[root] as number
	}

	/** A cluster has one account less than it seemed: two of them stand for one key. */
	protected shrink(root: number): void {
		this.#sizes[root] = this.size(root) - 1
	}

	#sizeBefore(root: number, block: number): number {
		return this.#block[root] === block ? (this.#before[root] as number) : this.size(root)
	}
}
