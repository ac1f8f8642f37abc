import { exchangeable, firstAtLeast, subsetSums } from './exchangeable.js'
import { Multiset } from './multiset.js'

/** Most inputs, and most outputs, counted exactly: beyond, 2^26 pairs of sets and more (Gavenda et al. 2025: infeasible). */
export const MOST_COUNTED = 12
/** Most pairs of blocks looked at before the answer is given up as unknown: a second or two of work. Our choice. */
const MOST_STEPS = 20_000_000
/** Most pairs of an input set and an output set that balance. Our choice, for memory. */
const MOST_BLOCKS = 1_000_000

export interface InterpretationCount {
	readonly interpretations: number
	/** [input][output]: in how many of them both stand in one block. */
	readonly together: readonly (readonly number[])[]
}

/**
 * Counts the ways to read a transaction as several payments side by side: partitions of inputs and of outputs into blocks
 * of at least one of each, where every block pays out no more than it takes in, and at most the fee less. All numbers are
 * exact: at most 4.7 * 10^15 with twelve and twelve.
 *
 * Source: LaurentMT, Boltzmann, 2015 (definition). Equal values, and values that no balance tells apart, are counted once
 * with their multiplicity; blocks are taken off one by one, the one with the first input first.
 * @param inputs positive, at most 12, in base units; so `outputs`; the sums below 2^53
 * @returns null where the work would be too much
 */
export function countInterpretations(
	inputs: readonly number[],
	outputs: readonly number[],
): InterpretationCount | null {
	const [ins, outs] = [sorted(inputs), sorted(outputs)]
	const fee = sum(inputs) - sum(outputs)
	const [paying, paid] = [
		new Multiset(exchangeable(ins.values, outs.values, [0, fee])),
		new Multiset(exchangeable(outs.values, ins.values, [-fee, 0])),
	]
	const blocks = balanced(paying, subsetSums(ins.values), paid, subsetSums(outs.values), fee)
	if (blocks === null) return null
	const readings = new Readings(paying, paid, blocks)
	if (!readings.count()) return null
	const interpretations = readings.of(paying.full, paid.full)
	const groups = readings.together()
	const [inGroups, outGroups] = [paying.groupOfEach(), paid.groupOfEach()]
	return {
		interpretations,
		together: ins.back.map((i) =>
			outs.back.map((j) => (groups[inGroups[i] as number] as number[])[outGroups[j] as number] as number),
		),
	}
}

/** For each set of inputs that any balance the sets of outputs that do, sets inside others first. */
type Blocks = ReadonlyMap<number, readonly number[]>

function balanced(
	paying: Multiset,
	inSums: Float64Array,
	paid: Multiset,
	outSums: Float64Array,
	fee: number,
): Blocks | null {
	const byOut = paid.masks.slice(1).sort((a, b) => (outSums[a] as number) - (outSums[b] as number) || a - b)
	const ascending = Float64Array.from(byOut, (mask) => outSums[mask] as number)
	const blocks = new Map<number, number[]>()
	let count = 0
	for (const mask of paying.masks.slice(1)) {
		const total = inSums[mask] as number
		const found = byOut.slice(firstAtLeast(ascending, total - fee), firstAtLeast(ascending, total + 1))
		count += found.length
		if (count > MOST_BLOCKS) return null
		if (found.length > 0) blocks.set(mask, found)
	}
	return blocks
}

/** In how many ways each pair of sets that balances can be read. */
class Readings {
	readonly #counts = new Map<number, number>()

	constructor(
		private readonly paying: Multiset,
		private readonly paid: Multiset,
		private readonly blocks: Blocks,
	) {}

	of(ins: number, outs: number): number {
		if (ins === 0 && outs === 0) return 1
		return this.#counts.get(ins * 4096 + outs) ?? 0
	}

	/** Counts from the smallest sets up; false where that would take too long. */
	count(): boolean {
		let steps = 0
		const sets = [...this.blocks.keys()]
		for (const [ins, lists] of this.blocks) {
			const first = this.paying.first(ins)
			const parts = sets.filter((part) => (part & ~ins) === 0 && this.paying.taken(part, first) > 0)
			steps += sets.length
			const weighted = parts.map((part) => ({
				rest: this.paying.without(ins, part),
				ways: this.paying.ways(ins, part, first),
				lists: this.blocks.get(part) ?? [],
			}))
			for (const outs of lists) {
				let count = 0
				for (const { rest, ways, lists: candidates } of weighted) {
					steps += candidates.length
					if (steps > MOST_STEPS) return false
					for (const part of candidates) {
						if ((part & ~outs) !== 0) continue
						const others = this.of(rest, this.paid.without(outs, part))
						if (others > 0) count += others * ways * this.paid.ways(outs, part)
					}
				}
				this.#counts.set(ins * 4096 + outs, count)
			}
		}
		return true
	}

	/** [group of inputs][group of outputs]: readings in which one given element of each stand in one block. */
	together(): number[][] {
		const { paying, paid } = this
		const [rows, columns] = [paying.groups, paid.groups]
		const sums = Array.from({ length: rows }, () => new Array<number>(columns).fill(0))
		for (const [ins, lists] of this.blocks) {
			const insWays = Array.from({ length: rows }, (_, g) => paying.ways(paying.full, ins, g))
			const rest = paying.without(paying.full, ins)
			for (const outs of lists) {
				const others = this.of(rest, paid.without(paid.full, outs))
				if (others === 0) continue
				for (let h = 0; h < columns; h++) {
					const weight = others * paid.ways(paid.full, outs, h)
					if (weight === 0) continue
					for (const [g, row] of sums.entries()) row[h] = (row[h] as number) + weight * (insWays[g] as number)
				}
			}
		}
		return sums
	}
}

interface Sorted {
	readonly values: readonly number[]
	/** Where each given value stands among the sorted ones. */
	readonly back: readonly number[]
}

function sorted(given: readonly number[]): Sorted {
	const places = given.map((_, i) => i).sort((a, b) => (given[a] as number) - (given[b] as number) || a - b)
	const back = new Array<number>(given.length).fill(0)
	for (const [at, place] of places.entries()) back[place] = at
	return { values: places.map((place) => given[place] as number), back }
}

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
