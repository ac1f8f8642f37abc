import { compareText } from '../../model/order.js'
import type { ResultData } from '../../model/result.js'
import type { Path } from '../../taint/path.js'
import { transferOf } from '../hops/transferOf.js'

interface Step {
	readonly via: string
	readonly parent: Step | null
	/** Most steps go on one way only: a map for each would weigh more than all else. */
	next: Step | null
	others: Map<string, Step> | null
	place: number
}

/**
 * Lists of transfers as a tree, each step once: many lists of one result share their beginnings, so that writing each
 * whole would cost the square of their length. Rows stand in the order of the lists, by transfer ids.
 */
export class PathTable {
	readonly rows: ResultData['paths'] = []
	readonly #first = new Map<string, Step>()
	readonly #steps = new Map<Path, Step | null>()

	constructor(paths: Iterable<Path>) {
		for (const path of paths) this.#enter(path)
		this.#number()
	}

	/** Row of the last step of a list; null for the empty list of value that never left its seed. */
	placeOf(path: Path): number | null {
		return this.#steps.get(path)?.place ?? null
	}

	#enter(path: Path): void {
		const fresh: Path[] = []
		let known: Path | null = path
		for (; known !== null && known.length > 0 && !this.#steps.has(known); known = known.parent) fresh.push(known)
		let step = known === null ? null : (this.#steps.get(known) ?? null)
		for (const next of fresh.reverse()) {
			step = this.#stepOf(step, transferOf(next))
			this.#steps.set(next, step)
		}
	}

	#number(): void {
		const open = inReverse(this.#first.values())
		for (let step = open.pop(); step !== undefined; step = open.pop()) {
			step.place = this.rows.length
			this.rows.push({ parent: step.parent?.place ?? null, transfer: step.via })
			for (const next of inReverse(nextOf(step))) open.push(next)
		}
	}

	#stepOf(parent: Step | null, via: string): Step {
		if (parent?.next?.via === via) return parent.next
		const among = parent === null ? this.#first : parent.others
		let step = among?.get(via)
		if (step !== undefined) return step
		step = { via, parent, next: null, others: null, place: 0 }
		if (parent === null) this.#first.set(via, step)
		else if (parent.next === null) parent.next = step
		else {
			parent.others ??= new Map()
			parent.others.set(via, step)
		}
		return step
	}
}

function nextOf({ next, others }: Step): Step[] {
	return next === null ? [] : others === null ? [next] : [next, ...others.values()]
}

function inReverse(steps: Iterable<Step>): Step[] {
	return [...steps].sort((a, b) => compareText(b.via, a.via))
}
