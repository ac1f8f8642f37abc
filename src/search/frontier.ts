import type { Ratio } from '../model/amount.js'
import { compareBigint, compareText } from '../model/order.js'
import { EventQueue } from '../taint/eventQueue.js'
import type { Node } from './node.js'
import { type RunSet, seededOf } from './runSet.js'

/** A round takes every node with at least this part of the round's greatest worth: 1/100 (measured, not tuned here). */
const ROUND_SHARE = 100n
/** Most nodes of one round. */
const ROUND_SIZE = 256
/** Shares and confidences are compared as whole numbers of 2^-64. */
const SCALE = 64n
const WHOLE = 1n << SCALE

export interface FrontierLimits {
	readonly minShare: Ratio
	readonly hops: number
}

/** A node in the queue; out of date once the node has another one. */
interface Standing {
	readonly node: Node
	/** The greatest share of a seed times the confidence in it. */
	readonly worth: bigint
}

type Hindrance = 'hops' | 'minShare'

/** A node that is due has a standing; another one waits for more. */
type Open =
	| { readonly node: Node; readonly hindrance: null; readonly standing: Standing }
	| { readonly node: Node; readonly hindrance: Hindrance; readonly standing: null }

/** The greatest share of any seed under any rule, as a ratio. */
interface Share {
	readonly amount: bigint
	readonly seeded: bigint
}

/**
 * Which open nodes are worth following: the greatest share of any seed under any rule first, times the confidence that
 * what a look-up there finds is the seed's. This orders the search; what is followed in the end does not depend on it.
 */
export class Frontier {
	readonly #open = new Map<string, Open>()
	#queue = newQueue()
	/** How often what was seeded had changed when the standings were worked out. */
	#seedings = 0
	#least = 0

	constructor(
		private readonly runs: RunSet,
		private readonly limits: FrontierLimits,
	) {}

	/** Nodes that value has come to and that were neither followed nor ended. */
	get size(): number {
		return this.#open.size
	}

	/** The least worth that the last round followed, a share of a seed. Rounded: it may order work, not decide figures. */
	get least(): number {
		return this.#least
	}

	/** Takes in a node whose figures changed. */
	update(node: Node): void {
		if (node.state !== 'open') {
			this.#open.delete(node.id)
			return
		}
		const share = this.#greatestShare(node.id)
		const hindrance = this.#hindrance(node, share)
		if (hindrance !== null) {
			this.#open.set(node.id, { node, hindrance, standing: null })
			return
		}
		const worth = (partOf(share) * this.#confidence(node.id)) >> SCALE
		if (this.#open.get(node.id)?.standing?.worth === worth) return
		const standing = { node, worth }
		this.#open.set(node.id, { node, hindrance, standing })
		this.#queue.push(standing)
	}

	/** Nodes of the next round; empty where nothing is left to follow. They stay until they are taken in. */
	next(most = ROUND_SIZE): Node[] {
		this.#refresh()
		const round: Standing[] = []
		let least = 0n
		while (round.length < most) {
			const standing = this.#pop()
			if (standing === undefined) break
			if (round.length === 0) least = standing.worth / ROUND_SHARE
			if (standing.worth < least) {
				this.#queue.push(standing)
				break
			}
			round.push(standing)
		}
		for (const standing of round) this.#queue.push(standing)
		this.#least = Number(least) / 2 ** Number(SCALE)
		return round.map(({ node }) => node)
	}

	/** Why an open node is not followed; null where it is due. What a seed names is at 0 steps: a limit of 0 follows that. */
	hindrance(node: Node): Hindrance | null {
		this.#refresh()
		const known = this.#open.get(node.id)
		return known === undefined ? this.#hindrance(node, this.#greatestShare(node.id)) : known.hindrance
	}

	#hindrance(node: Node, { amount, seeded }: Share): Hindrance | null {
		if ((this.runs.hops(node.id) ?? 0) > this.limits.hops) return 'hops'
		const { numerator, denominator } = this.limits.minShare
		return amount > 0n && amount * denominator >= numerator * seeded ? null : 'minShare'
	}

	#pop(): Standing | undefined {
		for (;;) {
			const standing = this.#queue.pop()
			if (standing === undefined || this.#open.get(standing.node.id)?.standing === standing) return standing
		}
	}

	/** Shares are of what was seeded: where that changed, every standing is worked out anew. */
	#refresh(): void {
		const seedings = this.runs.seedings
		if (seedings === this.#seedings) return
		this.#seedings = seedings
		const nodes = [...this.#open.values()].map(({ node }) => node)
		this.#open.clear()
		this.#queue = newQueue()
		for (const node of nodes) this.update(node)
	}

	#greatestShare(node: string): Share {
		let best: Share = { amount: 0n, seeded: 1n }
		for (const column of this.runs.columns) {
			for (const run of column.runs) {
				for (const { row, amount } of run.arrivals.sums(node)) {
					if (amount === 0n) continue
					const seeded = seededOf(column, row)
					const greater = seeded === best.seeded ? amount > best.amount : amount * best.seeded > best.amount * seeded
					if (greater) best = { amount, seeded }
				}
			}
		}
		return best
	}

	/**
	 * The share of seed value in what brought it, on average over rules and openings. What came mixed with other value is
	 * spread with it over so many more payments, and what few of the rules see there may not be there: each look-up finds
	 * the less of it.
	 */
	#confidence(node: string): bigint {
		const { columns } = this.runs
		let sum = 0n
		for (const { runs } of columns) {
			let greatest = 0n
			for (const run of runs) {
				for (const { amount, weighed } of run.arrivals.sums(node)) {
					if (amount === 0n) continue
					const share = weighed === amount ? WHOLE : (weighed << SCALE) / amount
					if (share > greatest) greatest = share
				}
			}
			sum += greatest
		}
		return sum / BigInt(columns.length)
	}
}

const newQueue = (): EventQueue<Standing> =>
	new EventQueue((a, b) => compareBigint(b.worth, a.worth) || compareText(a.node.id, b.node.id))

const partOf = ({ amount, seeded }: Share): bigint => (seeded === 0n ? 0n : (amount << SCALE) / seeded)
