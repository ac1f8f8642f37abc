/** Balance up to which a remainder that is a few times as much is exact as a number. */
const MOST_EXACT = 2 ** 50
/** Cuts a number of 53 bits into two of 26, whose products are exact. */
const CUT = 2 ** 27 + 1

/**
 * taint · amount / balance rounded half up, in whole numbers below 2^53 of which neither of the first two is above the third,
 * which is not 0. The quotient is estimated, and the remainder, which is exact whatever the size of the product, corrects it;
 * where balances are too large for that, bigints decide.
 */
export function wholeShare(taint: number, amount: number, balance: number): number {
	if (taint === balance) return amount
	if (amount === balance) return taint
	const product = taint * amount
	let part = Math.floor(product / balance)
	let rest = product - part * balance
	if (product > Number.MAX_SAFE_INTEGER) {
		if (balance > MOST_EXACT) {
			const whole = BigInt(balance)
			return Number((2n * BigInt(taint) * BigInt(amount) + whole) / (2n * whole))
		}
		rest += lost(taint, amount, product) - lost(part, balance, part * balance)
	}
	for (; rest < 0; rest += balance) part--
	for (; rest >= balance; rest -= balance) part++
	return 2 * rest >= balance ? part + 1 : part
}

/** What rounding took from a product of two numbers, exactly. T. J. Dekker, Numerische Mathematik 18, 1971. */
function lost(a: number, b: number, product: number): number {
	const aHigh = CUT * a - (CUT * a - a)
	const bHigh = CUT * b - (CUT * b - b)
	const aLow = a - aHigh
	const bLow = b - bHigh
	return aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow)
}
