/** A list in an order that follows from a number alone: Fisher and Yates, drawing by xorshift32 (Marsaglia, 2003). */
export function shuffled<T>(list: readonly T[], seed: number): T[] {
	const order = [...list]
	let state = (Math.imul(seed, 0x9e3779b1) ^ 0x85ebca6b) >>> 0 || 1
	for (let i = order.length - 1; i > 0; i--) {
		state ^= state << 13
		state ^= state >>> 17
		state ^= state << 5
		state >>>= 0
		const j = Math.floor((state / 2 ** 32) * (i + 1))
		;[order[i], order[j]] = [order[j] as T, order[i] as T]
	}
	return order
}
