import type { Ratio } from '../model/amount.js'
import { compareBigint, compareText } from '../model/order.js'
import type { SeedRow } from '../taint/seedRow.js'
import type { Node } from './nodes.js'
import { type Column, type RunSet, seededOf } from './runSet.js'

/** A round takes every node with at least this part of the round's greatest taint: 1/100 (measured, not tuned here). */
const ROUND_SHARE = 100n
/** Most nodes of one round. */
const ROUND_SIZE = 256
/** Shares are compared as whole numbers of 2^-64. */
const SCALE = 64n

export interface FrontierLimits {
	readonly minShare: Ratio
	readonly hops: number
}

/** Which open nodes are worth following, the greatest share of any seed under any rule first. */
export class Frontier {
	readonly #open = new Map<string, { readonly node: Node; readonly greatest: bigint }>()

	constructor(
		private readonly runs: RunSet,
		private readonly limits: FrontierLimits,
	) {}

	/** Nodes that value has come to and that were neither followed nor ended. */
	get size(): number {
		return this.#open.size
	}

	/** Takes in a node whose figures changed. */
	update(node: Node): void {
		if (node.state !== 'open') this.#open.delete(node.id)
		else this.#open.set(node.id, { node, greatest: this.#greatest(node) })
	}

	/** Nodes of the next round, at most `most`; empty where nothing is left to follow. */
	next(most: number): Node[] {
		const ready = [...this.#open.values()].filter(({ node }) => this.hindrance(node) === null)
		ready.sort((a, b) => compareBigint(b.greatest, a.greatest) || compareText(a.node.id, b.node.id))
		const least = (ready[0]?.greatest ?? 0n) / ROUND_SHARE
		const round = ready.slice(0, Math.min(ROUND_SIZE, most)).filter(({ greatest }) => greatest >= least)
		return round.map(({ node }) => node)
	}

	/** Why an open node is not followed; null where it is due. What a seed names is at 0 steps: a limit of 0 follows that. */
	hindrance(node: Node): 'hops' | 'minShare' | null {
		if ((this.runs.hops(node.id) ?? 0) > this.limits.hops) return 'hops'
		return this.#isWorth(node) ? null : 'minShare'
	}

	#isWorth(node: Node): boolean {
		const { numerator, denominator } = this.limits.minShare
		for (const [column, row, amount] of this.#arrivals(node)) {
			if (amount > 0n && amount * denominator >= numerator * seededOf(column, row)) return true
		}
		return false
	}

	#greatest(node: Node): bigint {
		let greatest = 0n
		for (const [column, row, amount] of this.#arrivals(node)) {
			const seeded = seededOf(column, row)
			const share = seeded === 0n ? 0n : (amount << SCALE) / seeded
			if (share > greatest) greatest = share
		}
		return greatest
	}

	*#arrivals(node: Node): Iterable<[Column, SeedRow, bigint]> {
		for (const column of this.runs.columns) {
			for (const run of column.runs) for (const [row, amount] of run.arrivals.sums(node.id)) yield [column, row, amount]
		}
	}
}
