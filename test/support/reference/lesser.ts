/** The lesser of two amounts (`Math.min` does not take them). */
export function lesser(a: bigint, b: bigint): bigint {
	if (b < a) return b
	return a
}
