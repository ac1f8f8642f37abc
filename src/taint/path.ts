import { InputError } from '../model/errors.js'
import type { SeedRow } from './seeds/seedRow.js'

/**
 * Most steps in all histories of one seed together. Accounts that pay each other to and fro make histories by the square
 * of their payments; some gigabytes hold this many. Our choice.
 */
const MOST_STEPS = 4_000_000

/** Steps made so far in all histories of one seed, and the most that there may be. */
interface Steps {
	count: number
	readonly most: number
}

/**
 * The list of transfers (Bitcoin: created outputs) that value of one seed went through, as a linked list from its end.
 * Paths are interned: two lots have the same history exactly if their paths are the same object.
 */
export class Path {
	/** Most histories go on one way only: the first is at hand, further ones are in a map. */
	#next: Path | null = null
	#others: Map<string, Path> | null = null

	private constructor(
		readonly seed: SeedRow,
		readonly parent: Path | null,
		/** Id of the transfer or output that this step went through; null at the seed itself. */
		readonly via: string | null,
		/** Steps from the seed. */
		readonly length: number,
		/** The output at which a history that goes back begins; null where the first transfer tells it. */
		readonly origin: string | null,
		private readonly steps: Steps,
	) {}

	/** @param most steps in all histories that go on from here; default 4,000,000 */
	static root(seed: SeedRow, origin: string | null = null, most = MOST_STEPS): Path {
		return new Path(seed, null, null, 0, origin, { count: 0, most })
	}

	/** This path and one step more. @throws InputError `E_LIMIT` where there are too many */
	through(via: string): Path {
		if (this.#next?.via === via) return this.#next
		let next = this.#others?.get(via)
		if (next !== undefined) return next
		if (++this.steps.count > this.steps.most) throw tooMany(this.seed.seed, this.steps.most)
		next = new Path(this.seed, this, via, this.length + 1, this.origin, this.steps)
		if (this.#next === null) this.#next = next
		else {
			this.#others ??= new Map()
			this.#others.set(via, next)
		}
		return next
	}

	/** Ids of the transfers in order from the seed. */
	transfers(): string[] {
		const ids = new Array<string>(this.length)
		for (let step: Path | null = this; step?.via != null; step = step.parent) ids[step.length - 1] = step.via
		return ids
	}
}

function tooMany(seed: string, most: number): InputError {
	const text = `value of ${seed} went on in too many different ways (more than ${most} steps), as where accounts pay each other to and fro: end the window earlier (to), or use the rule poison with panel none`
	return new InputError('E_LIMIT', text, { details: { field: 'seeds', value: seed, count: most } })
}
