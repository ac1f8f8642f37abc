/** Sums of all subsets, by bit mask. Values below 2^53 in total. */
export function subsetSums(values: readonly number[]): Float64Array {
	const sums = new Float64Array(2 ** values.length)
	for (let mask = 1; mask < sums.length; mask++) {
		const low = 31 - Math.clz32(mask & -mask)
		sums[mask] = (sums[mask & (mask - 1)] as number) + (values[low] as number)
	}
	return sums
}

/** First place in ascending numbers that is at least `value`. */
export function firstAtLeast(ascending: Float64Array, value: number): number {
	let [low, high] = [0, ascending.length]
	while (low < high) {
		const middle = (low + high) >>> 1
		if ((ascending[middle] as number) < value) low = middle + 1
		else high = middle
	}
	return low
}

/**
 * Puts values that can stand for each other into groups: swapping two of a group changes for no set of them, and no set of
 * the other side, whether the difference of the two sums lies in the range that is allowed. So all of a group count alike,
 * though they may differ by a part of the fee.
 * @param values ascending
 * @param range least and greatest of (sum of these - sum of the others)
 * @returns sizes of the groups, which are runs of `values`
 */
export function exchangeable(
	values: readonly number[],
	others: readonly number[],
	range: readonly [number, number],
): number[] {
	const otherSums = subsetSums(others).sort().subarray(1)
	const sizes: number[] = []
	for (const [i, value] of values.entries()) {
		const before = values[i - 1]
		const alike = before !== undefined && areAlike(values, i, otherSums, range)
		if (alike) sizes[sizes.length - 1] = (sizes.at(-1) ?? 0) + 1
		else if (value !== undefined) sizes.push(1)
	}
	return sizes
}

/** Whether the value at a place and the one before it can stand for each other. */
function areAlike(
	values: readonly number[],
	place: number,
	otherSums: Float64Array,
	[least, greatest]: readonly [number, number],
): boolean {
	const [a, b] = [values[place - 1] as number, values[place] as number]
	if (a === b) return true
	const rest = subsetSums(values.filter((_, i) => i !== place && i !== place - 1))
	const anyWithin = (from: number, to: number): boolean => {
		const first = otherSums[firstAtLeast(otherSums, from)]
		return first !== undefined && first <= to
	}
	return rest.every((sum) => {
		// Sums of the other side that fit with a are [a's low, a's high]; b's lie b - a higher.
		const [lowA, highA, lowB, highB] = [sum + a - greatest, sum + a - least, sum + b - greatest, sum + b - least]
		return !anyWithin(lowA, Math.min(highA, lowB - 1)) && !anyWithin(Math.max(highA + 1, lowB), highB)
	})
}
