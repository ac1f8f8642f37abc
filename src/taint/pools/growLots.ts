import { cleanLot, type Lot, pushLot } from '../lot.js'
import { partsOf } from './shrinkLots.js'

/** Puts clean value behind every lot, the same share of each: the way back from `shrinkLots`. */
export function growLots(lots: readonly Lot[], amount: bigint): Lot[] {
	const grown: Lot[] = []
	if (lots.length === 0) pushLot(grown, cleanLot(amount))
	for (const [i, part] of partsOf(lots, amount).entries()) {
		pushLot(grown, lots[i] as Lot)
		pushLot(grown, cleanLot(part))
	}
	return grown
}
