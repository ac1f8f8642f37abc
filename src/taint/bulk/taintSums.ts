/** Base of the two parts of a sum: each stays exact as a number while amounts are below 2^96. */
export const SUM_BASE = 2 ** 48

export interface TaintSum {
	readonly ledger: number
	/** Number of the seed row, from 1. */
	readonly tag: number
	readonly amount: bigint
}

/** Exact sums of seed value by ledger and tag. */
export interface TaintSums {
	/** Adds an amount up to 2^53 - 1. */
	add(ledger: number, tag: number, amount: number): void
	/** Adds `amounts`, up to 2^53 - 1, to `ledgers`: both from place 1 on, as many as `ledgers[0]` says. */
	addAll(ledgers: Uint32Array, amounts: Float64Array, tagOf: (ledger: number) => number): void
	/** Adds high·2^48 + low; low is below 2^48. */
	addParts(ledger: number, tag: number, high: number, low: number): void
	addBigint(ledger: number, tag: number, amount: bigint): void
	get(ledger: number, tag: number): bigint
	/** Every sum above 0, by ledger, then by tag. */
	entries(): Iterable<TaintSum>
}
