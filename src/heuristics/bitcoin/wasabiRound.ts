import { type Answer, mostCommon, noPayerAbove, payersWithin, type SpendShape } from './spendShape.js'

/** Base denomination of Wasabi 1 rounds, in satoshi: 0.1 BTC (its protocol; the exact value varies by round). */
export const BASE_SATS = 10_000_000n
/** How far a denomination lies from the base, in satoshi for each unit of the base: 5 % (GraphSense). */
export const TOLERANCE_SATS = 500_000n
/** Fewest inputs of a round (GraphSense). */
const LEAST_INPUTS = 10
/** Most inputs that the wallet registers for one party: 7 (Wasabi documentation). */
export const MOST_INPUTS_EACH = 7
/** No payer signs more than one in this many inputs: a sweep of one address is no round (GraphSense). */
const TOP_PAYER_PARTS = 10
/** Below this many inputs a payout of n equal sums is refused (GraphSense). */
const SMALL_INPUTS = 20
/** How close to a multiple of the common value all outputs together may not come: one part in this many (GraphSense). */
const SPLIT_PARTS = 10_000n

/** The thresholds of every Wasabi 1 round, for the evidence record. */
export const WASABI_PARAMS: Readonly<Record<string, string>> = {
	baseSats: BASE_SATS.toString(),
	toleranceSats: TOLERANCE_SATS.toString(),
	leastInputs: String(LEAST_INPUTS),
	mostInputsEach: String(MOST_INPUTS_EACH),
	topPayerParts: String(TOP_PAYER_PARTS),
	smallInputs: String(SMALL_INPUTS),
	splitParts: SPLIT_PARTS.toString(),
}

/** What holds of every Wasabi 1 round with this many parties, whatever its denominations. */
export function wasabiRound(shape: SpendShape, parties: number): Answer[] {
	return [
		shape.distinctOutputs,
		shape.inputs >= LEAST_INPUTS,
		noPayerAbove(shape, TOP_PAYER_PARTS),
		payersWithin(shape, parties, MOST_INPUTS_EACH * parties),
		shape.inputs >= SMALL_INPUTS || !isEvenSplit(shape),
	]
}

/** Whether the outputs together are a whole number of the most common value: one sum split, not a round with change. */
function isEvenSplit(shape: SpendShape): boolean {
	const [value] = mostCommon(shape, () => true)
	const total = shape.outputs.reduce((sum, { amount }) => sum + amount, 0n)
	if (value === 0n || total === 0n) return false
	const nearest = (2n * total + value) / (2n * value)
	const off = total - nearest * value
	return nearest > 0n && (off < 0n ? -off : off) * SPLIT_PARTS <= total
}
