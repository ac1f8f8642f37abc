/**
 * Interpretations counted by trying every partition of the inputs and every way to hand the outputs to its blocks. Written
 * for clarity, apart from the product's counting. At most a handful of inputs and outputs.
 */
export function everyInterpretation(
	inputs: readonly number[],
	outputs: readonly number[],
): { count: number; together: number[][] } {
	const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
	const fee = sum(inputs) - sum(outputs)
	const together = inputs.map(() => outputs.map(() => 0))
	let count = 0
	for (const blocks of partitions(inputs.length)) {
		const size = Math.max(...blocks) + 1
		for (const homes of assignments(outputs.length, size)) {
			const fits = Array.from({ length: size }, (_, block) => {
				const paid = sum(inputs.filter((_value, i) => blocks[i] === block))
				const own = outputs.filter((_value, j) => homes[j] === block)
				return own.length > 0 && paid - sum(own) >= 0 && paid - sum(own) <= fee
			})
			if (fits.includes(false)) continue
			count++
			for (const [i, block] of blocks.entries())
				for (const [j, home] of homes.entries()) if (home === block) (together[i] as number[])[j]!++
		}
	}
	return { count, together }
}

/** Every partition of n things: the block of each, blocks numbered by their first member. */
function partitions(n: number): number[][] {
	let all: number[][] = [[]]
	for (let i = 0; i < n; i++)
		all = all.flatMap((one) => Array.from({ length: Math.max(-1, ...one) + 2 }, (_, block) => [...one, block]))
	return all
}

/** Every way to give n things a home among `homes`. */
function assignments(n: number, homes: number): number[][] {
	let all: number[][] = [[]]
	for (let i = 0; i < n; i++) all = all.flatMap((one) => Array.from({ length: homes }, (_, home) => [...one, home]))
	return all
}
