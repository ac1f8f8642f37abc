import type { BoundsAt } from './bounds.js'

const MOST_STATES = 400_000

/** States of a search, each once. A state is a row of small whole numbers. */
export class StateSet implements Iterable<number[]> {
	readonly #states = new Map<string, number[]>()

	constructor(states: Iterable<number[]> = []) {
		for (const state of states) this.add(state)
	}

	add(state: number[]): void {
		this.#states.set(state.join(','), state)
		if (this.#states.size > MOST_STATES) throw new Error('too much to try: this is for a handful of rows and units')
	}

	[Symbol.iterator](): Iterator<number[]> {
		return this.#states.values()
	}
}

/** Every way to make `total` of parts, each between zero and its limit. */
export function parts(total: number, limits: readonly number[]): number[][] {
	let ways: number[][] = [[]]
	for (const limit of limits) {
		ways = ways.flatMap((way) => {
			const rest = total - way.reduce((a, b) => a + b, 0)
			return Array.from({ length: Math.min(limit, rest) + 1 }, (_, part) => [...way, part])
		})
	}
	return ways.filter((way) => way.reduce((a, b) => a + b, 0) === total)
}

/** Least and greatest sum over states at the columns that stand for some places. */
export function boundsOf(states: StateSet, columns: (places: ReadonlySet<string>) => readonly number[]): BoundsAt {
	return {
		at: (places) => {
			const wanted = columns(places)
			const sums = [...states].map((state) => wanted.reduce((sum, column) => sum + state[column]!, 0))
			const least = sums.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
			return { least: BigInt(least), greatest: BigInt(sums.reduce((a, b) => Math.max(a, b), 0)) }
		},
	}
}
