/** Binomials up to 12 over 12. */
const CHOOSE: readonly (readonly number[])[] = Array.from({ length: 13 }, (_, n) => {
	const row = [1]
	for (let k = 1; k <= n; k++) row.push(((row[k - 1] as number) * (n - k + 1)) / k)
	return row
})

/**
 * Sets of elements that come in groups of exchangeable ones, as bit masks: the members of a group stand side by side, and
 * a set that takes c of a group is written with the first c of them. So one mask inside another means one set inside the
 * other.
 */
export class Multiset {
	/** Every way to take some of each group, ascending: what is inside a set comes before it. */
	readonly masks: readonly number[]
	readonly full: number
	readonly #groups: readonly { readonly shift: number; readonly bits: number }[]
	readonly #sizes: readonly number[]
	readonly #distinct: boolean

	constructor(sizes: readonly number[]) {
		let shift = 0
		this.#groups = sizes.map((size) => {
			const group = { shift, bits: 2 ** size - 1 }
			shift += size
			return group
		})
		this.#sizes = sizes
		this.#distinct = sizes.every((size) => size === 1)
		this.full = 2 ** shift - 1
		let masks = [0]
		for (const [g, { shift: at }] of this.#groups.entries()) {
			const size = sizes[g] as number
			masks = Array.from({ length: size + 1 }, (_, c) => masks.map((mask) => mask | ((2 ** c - 1) << at))).flat()
		}
		this.masks = masks.sort((a, b) => a - b)
	}

	/** Number of groups. */
	get groups(): number {
		return this.#sizes.length
	}

	/** The group of each element. */
	groupOfEach(): number[] {
		return this.#sizes.flatMap((size, group) => new Array<number>(size).fill(group))
	}

	/** How many elements of a group a set takes. */
	taken(mask: number, group: number): number {
		const { shift, bits } = this.#groups[group] as { shift: number; bits: number }
		return bitCount((mask >>> shift) & bits)
	}

	/** What is left of a set without another inside it. */
	without(mask: number, part: number): number {
		if (this.#distinct) return mask ^ part
		let rest = 0
		for (const [g, { shift }] of this.#groups.entries())
			rest |= (2 ** (this.taken(mask, g) - this.taken(part, g)) - 1) << shift
		return rest
	}

	/** The first group that a set takes any of. */
	first(mask: number): number {
		let group = 0
		while (this.taken(mask, group) === 0) group++
		return group
	}

	/**
	 * Ways to choose the elements of a part out of a set; where a group is named, ways that choose one given element of it.
	 */
	ways(mask: number, part: number, fixed = -1): number {
		if (this.#distinct) return fixed < 0 || this.taken(part, fixed) > 0 ? 1 : 0
		let ways = 1
		for (let g = 0; g < this.#sizes.length; g++) {
			const less = g === fixed ? 1 : 0
			ways *= CHOOSE[this.taken(mask, g) - less]?.[this.taken(part, g) - less] ?? 0
		}
		return ways
	}
}

function bitCount(mask: number): number {
	let count = 0
	for (let rest = mask; rest !== 0; rest &= rest - 1) count++
	return count
}
