import type { AccountNumbers } from './accountNumbers.js'
import type { Alarm, Refusal } from './joint.js'
import type { JointBook } from './jointBook.js'
import type { ClusterLimits } from './mergeGuard.js'
import type { UnionFind } from './unionFind.js'

/** What a clustering consists of. Two that differ by an undone joint share all but the sets. */
export interface ClusterParts {
	readonly accounts: AccountNumbers
	readonly sets: UnionFind
	readonly joints: JointBook
	/** Joints that count no longer. */
	readonly dropped: ReadonlySet<number>
	readonly limits: ClusterLimits
	readonly refused: readonly Refusal[]
	readonly alarms: readonly Alarm[]
}
