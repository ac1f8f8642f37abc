import type { BridgeLeg } from '../../../model/bridgeLeg.js'
import type { AmountInvariant } from '../bridgeProtocol.js'

/** `notAssessed`: an amount is not told, or the chains state no price. */
export type AmountCheck = 'held' | 'violated' | 'notAssessed'

/** Tokens of one asset differ by a power of ten from chain to chain, at most this one: 18 decimals against none. */
const MOST_DECIMALS = 18
const MILLION = 1_000_000n
/** What a least fee may take of an amount in the same unit: nine tenths. Our choice; beyond that it is a lead. */
const MOST_LEAST_FEE = 900_000n

/**
 * Whether what came out fits what went in. Where decimals of the two tokens are not known, the same number up to a power of
 * ten is the same amount: a fee of a tenth or less cannot hide in one.
 */
export function amountHolds(invariant: AmountInvariant, source: BridgeLeg, paid: readonly BridgeLeg[]): AmountCheck {
	if (invariant.kind === 'priced') return 'notAssessed'
	let out = 0n
	let kept = 0n
	for (const { amount, fee = 0n } of paid) {
		if (amount === null) return 'notAssessed'
		out += amount
		kept += fee
	}
	if (invariant.kind === 'wanted') return wantedHolds(source, paid, out)
	if (source.amount === null) return 'notAssessed'
	const into = source.amount - (source.fee ?? 0n)
	out += kept
	if (invariant.kind === 'equal') return into === out ? 'held' : 'violated'
	if (invariant.kind === 'counted') return countedHolds(source, paid, into)
	const { mostMillionths } = invariant
	if (invariant.kind === 'near') {
		const isNear = isWithinInSomeUnit(into, out, mostMillionths) || isWithinInSomeUnit(out, into, mostMillionths)
		return isNear ? 'held' : 'violated'
	}
	if (invariant.leastFee === true && isWithin(into, out, MOST_LEAST_FEE)) return 'held'
	return isWithinInSomeUnit(into, out, mostMillionths) ? 'held' : 'violated'
}

/** Whether both sides count the same, and their amounts are what they count, in decimals of each token. */
function countedHolds({ counted }: BridgeLeg, paid: readonly BridgeLeg[], into: bigint): AmountCheck {
	if (counted === undefined || counted.taken === null) return 'notAssessed'
	let out = 0n
	let isOwn = isUnitOf(into, counted.taken)
	for (const { counted: told, amount } of paid) {
		if (told === undefined) return 'notAssessed'
		out += told.paid
		isOwn &&= isUnitOf(amount ?? 0n, told.paid)
	}
	return isOwn && out === counted.paid ? 'held' : 'violated'
}

/** Whether an amount is what is counted with more decimals, or as many. */
function isUnitOf(amount: bigint, counted: bigint): boolean {
	let power = 1n
	for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
		if (amount === counted * power) return true
		power *= 10n
	}
	return false
}

function wantedHolds({ wanted }: BridgeLeg, paid: readonly BridgeLeg[], out: bigint): AmountCheck {
	if (wanted === undefined || wanted.amount === null) return 'notAssessed'
	if (wanted.asset !== null && paid.some(({ asset }) => asset !== null && asset !== wanted.asset)) return 'violated'
	return out >= wanted.amount ? 'held' : 'violated'
}

const isWithin = (whole: bigint, part: bigint, mostMillionths: bigint): boolean =>
	part <= whole && part * MILLION >= whole * (MILLION - mostMillionths)

function isWithinInSomeUnit(into: bigint, out: bigint, mostMillionths: bigint): boolean {
	let power = 1n
	for (let decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
		if (isWithin(into * power, out, mostMillionths) || isWithin(into, out * power, mostMillionths)) return true
		power *= 10n
	}
	return false
}
