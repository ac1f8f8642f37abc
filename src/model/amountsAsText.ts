/**
 * The same data with every bigint as a decimal string, as JSON holds amounts. Objects that the data shares stay shared.
 * Members whose value is `undefined` are left out.
 */
export function amountsAsText(data: unknown, done = new Map<object, unknown>()): unknown {
	if (typeof data === 'bigint') return String(data)
	if (typeof data !== 'object' || data === null) return data
	const known = done.get(data)
	if (known !== undefined) return known
	const made = Array.isArray(data)
		? data.map((item) => amountsAsText(item, done))
		: Object.fromEntries(
				Object.entries(data)
					.filter(([, member]) => member !== undefined)
					.map(([key, member]) => [key, amountsAsText(member, done)]),
			)
	done.set(data, made)
	return made
}
