/** Hexadecimal digits that must agree at either end, and at both together. Tsuchiya et al., USENIX Security 2025. */
const LEAST_AT_ONE_END = 3
const LEAST_TOGETHER = 7

/**
 * Whether two different EVM addresses look alike where they are shortened to their ends, as wallets show them.
 *
 * Source: Tsuchiya, Dong, Soska, Christin, *Blockchain Address Poisoning*, USENIX Security 2025. Two random addresses
 * agree so far once in about 30 million.
 */
export function resembles(a: string, b: string): boolean {
	if (a === b || a.length !== b.length) return false
	const [x, y] = [digitsOf(a), digitsOf(b)]
	let start = 0
	while (start < x.length && x[start] === y[start]) start++
	let end = 0
	while (end < x.length && x[x.length - 1 - end] === y[y.length - 1 - end]) end++
	return start >= LEAST_AT_ONE_END && end >= LEAST_AT_ONE_END && start + end >= LEAST_TOGETHER
}

/** What look-alikes of an address have in common: accounts are compared only inside such a group. */
export function endsOf(account: string): string {
	const digits = digitsOf(account)
	return digits.slice(0, LEAST_AT_ONE_END) + digits.slice(-LEAST_AT_ONE_END)
}

const digitsOf = (account: string): string => account.slice(account.lastIndexOf(':') + 3)
