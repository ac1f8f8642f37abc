/** Base of the two parts of an amount, and of the limbs whose products stay exact as numbers. */
const PART = 2 ** 48
const LIMB = 2 ** 24
/** A quotient nearer than this to a half is left to bigints. */
const NEAR = 2 ** -30
/** The estimate is right to about 50 bits, so two corrections reach 96; a third is for safety. */
const MOST_ROUNDS = 4

/**
 * taint · amount / balance rounded half up, each in two parts of 48 bits and not 0, neither of the first two above the
 * third. Writes the low and the high part to `out`. The quotient is estimated in floating point and corrected by the exact
 * remainder until that is below half of the balance; where it cannot be told from a half, and for parts from 2^48 on,
 * bigints decide.
 */
export function roundedShare(
	taintLow: number,
	taintHigh: number,
	amountLow: number,
	amountHigh: number,
	balanceLow: number,
	balanceHigh: number,
	out: Float64Array,
): void {
	const balance = balanceHigh * PART + balanceLow
	if (balanceHigh < PART) {
		const t1 = Math.floor(taintLow / LIMB)
		const t0 = taintLow - t1 * LIMB
		const t3 = Math.floor(taintHigh / LIMB)
		const t2 = taintHigh - t3 * LIMB
		const a1 = Math.floor(amountLow / LIMB)
		const a0 = amountLow - a1 * LIMB
		const a3 = Math.floor(amountHigh / LIMB)
		const a2 = amountHigh - a3 * LIMB
		const b1 = Math.floor(balanceLow / LIMB)
		const b0 = balanceLow - b1 * LIMB
		const b3 = Math.floor(balanceHigh / LIMB)
		const b2 = balanceHigh - b3 * LIMB
		// Limbs of the product, not carried: each is below 2^50.
		const p0 = t0 * a0
		const p1 = t0 * a1 + t1 * a0
		const p2 = t0 * a2 + t1 * a1 + t2 * a0
		const p3 = t0 * a3 + t1 * a2 + t2 * a1 + t3 * a0
		const p4 = t1 * a3 + t2 * a2 + t3 * a1
		const p5 = t2 * a3 + t3 * a2
		const p6 = t3 * a3
		const quotient = ((taintHigh * PART + taintLow) * (amountHigh * PART + amountLow)) / balance
		let high = Math.floor(quotient / PART)
		let low = Math.floor(quotient - high * PART)
		for (let round = 0; round < MOST_ROUNDS; round++) {
			const q1 = Math.floor(low / LIMB)
			const q0 = low - q1 * LIMB
			const q3 = Math.floor(high / LIMB)
			const q2 = high - q3 * LIMB
			// Limbs of product - quotient · balance, carried from the least on; the last keeps the sign.
			let rest = p0 - q0 * b0
			let carry = Math.floor(rest / LIMB)
			const r0 = rest - carry * LIMB
			rest = p1 - (q0 * b1 + q1 * b0) + carry
			carry = Math.floor(rest / LIMB)
			const r1 = rest - carry * LIMB
			rest = p2 - (q0 * b2 + q1 * b1 + q2 * b0) + carry
			carry = Math.floor(rest / LIMB)
			const r2 = rest - carry * LIMB
			rest = p3 - (q0 * b3 + q1 * b2 + q2 * b1 + q3 * b0) + carry
			carry = Math.floor(rest / LIMB)
			const r3 = rest - carry * LIMB
			rest = p4 - (q1 * b3 + q2 * b2 + q3 * b1) + carry
			carry = Math.floor(rest / LIMB)
			const r4 = rest - carry * LIMB
			rest = p5 - (q2 * b3 + q3 * b2) + carry
			carry = Math.floor(rest / LIMB)
			const r5 = rest - carry * LIMB
			const r6 = p6 - q3 * b3 + carry
			// From the greatest limb on every step is exact until 53 bits are full.
			const remainder = (((((r6 * LIMB + r5) * LIMB + r4) * LIMB + r3) * LIMB + r2) * LIMB + r1) * LIMB + r0
			const ratio = remainder / balance
			if (Math.abs(ratio) < 0.5 - NEAR) {
				out[0] = low
				out[1] = high
				return
			}
			if (Math.abs(ratio) < 0.5 + NEAR) break
			low += Math.round(ratio)
			const over = Math.floor(low / PART)
			low -= over * PART
			high += over
		}
	}
	const [taint, amount, whole] = [
		bigintOf(taintLow, taintHigh),
		bigintOf(amountLow, amountHigh),
		bigintOf(balanceLow, balanceHigh),
	] as const
	const share = (2n * taint * amount + whole) / (2n * whole)
	out[0] = Number(BigInt.asUintN(48, share))
	out[1] = Number(share >> 48n)
}

const bigintOf = (low: number, high: number): bigint => (BigInt(high) << 48n) + BigInt(low)
