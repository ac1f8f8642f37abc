import type { SeedRow } from './seeds/seedRow.js'

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
	) {}

	static root(seed: SeedRow, origin: string | null = null): Path {
		return new Path(seed, null, null, 0, origin)
	}

	/** This path and one step more. */
	through(via: string): Path {
		if (this.#next?.via === via) return this.#next
		let next = this.#others?.get(via)
		if (next !== undefined) return next
		next = new Path(this.seed, this, via, this.length + 1, this.origin)
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
