/** What is known of a payment in and a payment out that may belong together. Amounts in whole units of their assets. */
export interface PossiblePassage {
	readonly paidIn: number
	readonly paidOut: number
	/** From the payment in to the payment out. */
	readonly delaySeconds: number
	/** Units paid out for one paid in, at the least and greatest price in that time. */
	readonly priceLeast: number
	readonly priceGreatest: number
}

/** Scores of one possible passage, between 0 and 1. */
export interface PassageScore {
	readonly time: number
	readonly amount: number
	readonly score: number
}

/** Seconds in which the weight of a delay falls to 1/e. Source: LOCARD, IEEE ICBC 2026, as implemented. */
const DECAY_SECONDS = 1_800
/** What a swapper may give above the greatest price: prices of two markets differ. Source: as above. */
const ABOVE_PRICE = 1.01
/** Greatest part that fees may take at the least price. Source: as above. */
const MOST_FEE = 0.1

/**
 * How well a payment out fits a payment in, by time and amount alone; null where it cannot be its: before it, or outside of
 * what prices and fees allow. A ranking score, never a fact: hits among the first are 4 to 62 % in the source's own test.
 * Source: LOCARD, IEEE ICBC 2026, as implemented.
 */
export function scorePassage(passage: PossiblePassage): PassageScore | null {
	const { paidIn, paidOut, delaySeconds, priceLeast, priceGreatest } = passage
	const low = priceLeast * paidIn
	const high = priceGreatest * ABOVE_PRICE * paidIn
	if (!(low > 0) || !(high >= low) || !(delaySeconds >= 0)) return null
	const feeLeast = Math.max(0, (low - paidOut) / low)
	const feeGreatest = (high - paidOut) / high
	if (feeLeast > MOST_FEE || feeGreatest < 0) return null
	const time = Math.exp(-delaySeconds / DECAY_SECONDS)
	const amount = Math.min(1, Math.max(0, (feeGreatest - feeLeast) / ((high - low) / high)))
	return { time, amount, score: scoreOf(time, amount) }
}

/** Two parts time, eight parts amount. Source: as above. */
export const scoreOf = (time: number, amount: number): number => (2 * time + 8 * amount) / 10
