/**
 * Interpretations of n equal inputs and n equal outputs: the sum over the integer partitions s_1 … s_k of n of
 * n!^2 / (product of s_i!^2 * product of m_j!), m_j being how often a size occurs. Counted by the block of the first
 * input: N(n) = sum over k of C(n - 1, k - 1) C(n, k) N(n - k). 3, 16, 131, 1496 … for n = 2, 3, 4, 5.
 *
 * Source: am-i-exposed documentation (MIT), checked by brute force. Any n from 0; quadratic in n.
 */
export function equalInterpretations(n: number): bigint {
	return equalCounts(n)[n] as bigint
}

/** The same, and in how many of them one given input and one given output stand in one block. */
export function equalReadings(n: number): { readonly interpretations: bigint; readonly together: bigint } {
	const counts = equalCounts(n)
	let together = 0n
	let ways = 1n
	for (let k = 1; k <= n; k++) {
		together += ways * ways * (counts[n - k] as bigint)
		ways = (ways * BigInt(n - k)) / BigInt(k)
	}
	return { interpretations: counts[n] as bigint, together }
}

function equalCounts(n: number): bigint[] {
	const counts: bigint[] = [1n]
	for (let m = 1; m <= n; m++) {
		let count = 0n
		// C(m - 1, k - 1) and C(m, k) = C(m - 1, k - 1) * m / k.
		let ways = 1n
		for (let k = 1; k <= m; k++) {
			count += ways * ((ways * BigInt(m)) / BigInt(k)) * (counts[m - k] as bigint)
			ways = (ways * BigInt(m - k)) / BigInt(k)
		}
		counts.push(count)
	}
	return counts
}
