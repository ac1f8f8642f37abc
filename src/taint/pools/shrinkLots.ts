import { type Lot, pushLot, splitLot, totalOf } from '../lot.js'
import { largestRemainder } from '../rules/largestRemainder.js'

/** Takes the same share of every lot, in whole units by largest remainder. `amount` is at most what the lots hold. */
export function shrinkLots(lots: readonly Lot[], amount: bigint): { readonly taken: Lot[]; readonly kept: Lot[] } {
	const taken: Lot[] = []
	const kept: Lot[] = []
	for (const [i, part] of partsOf(lots, amount).entries()) {
		const lot = lots[i] as Lot
		if (part === lot.amount) pushLot(taken, lot)
		else if (part === 0n) pushLot(kept, lot)
		else {
			const [first, rest] = splitLot(lot, part)
			pushLot(taken, first)
			pushLot(kept, rest)
		}
	}
	return { taken, kept }
}

/** The same share of each lot, in whole units. */
export function partsOf(lots: readonly Lot[], amount: bigint): bigint[] {
	return largestRemainder(
		amount,
		totalOf(lots),
		lots.map((lot) => lot.amount),
	)
}
