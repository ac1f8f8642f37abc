import { compareText } from '../../model/order.js'
import type { ResultData } from '../../model/result.js'
import type { Path } from '../../taint/path.js'
import { transferOf } from '../hops/transferOf.js'

interface Step {
	readonly via: string
	readonly parent: Step | null
	readonly next: Map<string, Step>
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
			step = stepOf(step?.next ?? this.#first, step, transferOf(next))
			this.#steps.set(next, step)
		}
	}

	#number(): void {
		const open = inReverse(this.#first)
		for (let step = open.pop(); step !== undefined; step = open.pop()) {
			step.place = this.rows.length
			this.rows.push({ parent: step.parent?.place ?? null, transfer: step.via })
			for (const next of inReverse(step.next)) open.push(next)
		}
	}
}

function stepOf(among: Map<string, Step>, parent: Step | null, via: string): Step {
	let step = among.get(via)
	if (step === undefined) {
		step = { via, parent, next: new Map(), place: 0 }
		among.set(via, step)
	}
	return step
}

function inReverse(steps: ReadonlyMap<string, Step>): Step[] {
	return [...steps.values()].sort((a, b) => compareText(b.via, a.via))
}
