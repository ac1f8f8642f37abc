import { changeBridges, type Piece } from './changeBridges.js'
import type { ClusterGroups } from './clusterGroups.js'
import type { ClusterParts } from './clusterParts.js'
import type { Joint, Refusal } from './joint.js'
import { regrow } from './regrow.js'

/** The same parts with some joints undone: their clusters are grown again from what is left. */
export function undoJoints(parts: ClusterParts, groups: ClusterGroups, indexes: readonly number[]): ClusterParts {
	const { joints, sets, refused } = parts
	const dropped = new Set([...parts.dropped, ...indexes])
	const roots = new Set(indexes.map((index) => sets.find(joints.members(index)[0] as number)))
	const members = [...roots].flatMap((root) => [...groups.members(root)])
	const left = [...roots].flatMap((root) => [...groups.joints(root)].filter((index) => !dropped.has(index)))
	const { unions, orphaned } = regrow({ members, joints: left.sort((a, b) => a - b) }, joints)
	for (const index of orphaned) dropped.add(index)
	const cut = sets.without(members)
	for (const [a, b] of unions) cut.union(a, b)
	const note = 'what joined the payers was undone, so that it is open whose change this is'
	const fallen = orphaned.map((index) => refusalOf(joints.joint(index), 'payers', note))
	return { ...parts, sets: cut, dropped, refused: [...refused, ...fallen] }
}

/**
 * The same parts without change evidence that alone holds two clusters together, both above `maxChangeMerge`: each such
 * joint is taken back, the latest first, refused and reported.
 */
export function undoBridges(parts: ClusterParts, groups: ClusterGroups): ClusterParts {
	const bridges = loneBridges(parts, groups)
	if (bridges.length === 0) return parts
	const note = `it alone would hold together two clusters of more than ${parts.limits.maxChangeMerge} accounts each`
	const refused = bridges.map((index) => refusalOf(parts.joints.joint(index), 'bridge', note))
	const alarms = refused.map(({ transaction, accounts }) => ({ kind: 'bridge' as const, transaction, accounts, note }))
	const told = { ...parts, refused: [...parts.refused, ...refused], alarms: [...parts.alarms, ...alarms] }
	return undoJoints(told, groups, bridges)
}

function loneBridges({ joints, limits }: ClusterParts, groups: ClusterGroups): number[] {
	const found: number[] = []
	for (const root of groups.roots) {
		const members = groups.members(root)
		if (members.length <= 2 * limits.maxChangeMerge) continue
		if (!groups.joints(root).some((index) => joints.joint(index).kind === 'change')) continue
		const pieces: Piece[] = [{ members, joints: groups.joints(root) }]
		for (let piece = pieces.pop(); piece !== undefined; piece = pieces.pop()) {
			// The latest goes first: it made the cluster what it should not be.
			const last = changeBridges(piece, joints, groups, limits.maxChangeMerge).at(-1)
			if (last === undefined) continue
			found.push(last)
			const left = Array.from(piece.joints).filter((index) => index !== last)
			pieces.push(...regrow({ members: piece.members, joints: left }, joints).pieces)
		}
	}
	return found.sort((a, b) => a - b)
}

function refusalOf(joint: Joint, reason: Refusal['reason'], note: string): Refusal {
	const { kind: _kind, apart: _apart, confidence: _confidence, ...rest } = joint
	return { ...rest, reason, note }
}
