/**
 * Splits `total` over slots in proportion to their sizes in whole units (Hamilton's method): floors first, then one unit
 * to each of the greatest remainders, a tie to the lower index. Conserves exactly; no slot gets more than its size.
 */
export function largestRemainder(total: bigint, sizes: bigint, slots: readonly bigint[]): bigint[] {
	if (sizes === 0n) return slots.map(() => 0n)
	const [first = 0n, second = 0n] = slots
	if (slots.length === 2 && first + second === sizes) return ofTwo(total, sizes, first)
	const parts: bigint[] = []
	const remainders: { index: number; remainder: bigint }[] = []
	let open = total
	for (const [index, size] of slots.entries()) {
		const product = total * size
		const floor = product / sizes
		parts.push(floor)
		open -= floor
		if (product % sizes > 0n) remainders.push({ index, remainder: product % sizes })
	}
	remainders.sort((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : a.index - b.index))
	for (const { index } of remainders.slice(0, Number(open))) parts[index] = (parts[index] as bigint) + 1n
	return parts
}

/** Of two slots the remainders add up to nothing or one unit, which the greater of them gets: halves go to the first. */
function ofTwo(total: bigint, sizes: bigint, first: bigint): [bigint, bigint] {
	const part = (2n * total * first + sizes) / (2n * sizes)
	return [part, total - part]
}
