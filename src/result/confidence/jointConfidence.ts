import { type ConfidenceItem, productOf } from './confidenceItem.js'

/** A path to an endpoint: what it brings, and what it rests on. Certain items (value 1) may be left out. */
export interface WeighedPath {
	/** In base units of one asset. */
	readonly amount: bigint
	readonly items: readonly ConfidenceItem[]
}

export interface JointConfidence {
	/** That at least one path holds: noisy-or over groups of paths that share no uncertain item. */
	readonly any: number
	/** Mean of the paths' confidences, weighted by amount; for sorting, never added to `any`. */
	readonly mean: number
}

/**
 * Confidence of several paths to one endpoint. Paths that rest on a common uncertain item stand or fall together, so that
 * each such group counts once, by its best path. The weights are rounded to doubles: this is no amount.
 */
export function jointConfidence(paths: readonly WeighedPath[]): JointConfidence {
	const leader = new Map<string, string>()
	const keys = paths.map(({ items }, i) => {
		const ids = items.filter(({ value }) => value < 1).map(({ id }) => id)
		const first = ids[0] ?? `path ${i}`
		for (const id of ids) leader.set(leaderOf(leader, id), leaderOf(leader, first))
		return first
	})
	const best = new Map<string, number>()
	let [weighted, total] = [0, 0]
	for (const [i, { amount, items }] of paths.entries()) {
		const own = productOf(items)
		weighted += Number(amount) * own
		total += Number(amount)
		const group = leaderOf(leader, keys[i] as string)
		best.set(group, Math.max(own, best.get(group) ?? 0))
	}
	const failing = [...best.values()].reduce((product, own) => product * (1 - own), 1)
	return { any: paths.length === 0 ? 0 : 1 - failing, mean: total === 0 ? 0 : weighted / total }
}

function leaderOf(leader: Map<string, string>, id: string): string {
	let at = id
	for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) {
		leader.set(at, leader.get(next) ?? next)
		at = next
	}
	return at
}
