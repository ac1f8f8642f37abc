import type { AssetId } from '../model/identifiers.js'
import { cleanLot, type Lot, pushLot, taintOf, totalOf } from './lot.js'
import { largestRemainder } from './rules/largestRemainder.js'
import type { SeedRow } from './seeds/seedRow.js'

/** One thing received in an exchange, base units. */
export interface Receipt {
	readonly asset: AssetId
	readonly amount: bigint
}

/** What became of the lots that were given. */
export interface ConvertedLots {
	/** The lots of each receipt; they add up to its amount. */
	readonly received: readonly (readonly Lot[])[]
	/** Lots of a seed of which all together are no base unit of anything received, as they were given. */
	readonly dust: readonly Lot[]
}

/**
 * The lots of what was received for others. Each receipt is tainted in the share in which the given was: by largest
 * remainder first between taint and the rest, then among seeds, then among the lots of each, whose order stays. What lots
 * stand for in the seed's asset is split over the assets received alike (no price is used) and inside one by amounts, so
 * that each seed keeps exactly what it had; a lot that becomes no unit leaves its part to the next of its seed.
 */
export function convertLots(given: readonly Lot[], receipts: readonly Receipt[]): ConvertedLots {
	const groups = bySeed(given)
	const sizes = groups.map(({ lots }) => totalOf(lots))
	const [taint, total] = [taintOf(given), totalOf(given)]
	const shares = receipts.map(({ amount }) => {
		const [part = 0n] = largestRemainder(amount, total, [taint, total - taint])
		return largestRemainder(part, taint, sizes)
	})
	/** By place among the lots given: what of it goes into each receipt. */
	const become: Lot[][] = given.map(() => [])
	const dust: Lot[] = []
	for (const [g, { lots, places }] of groups.entries()) {
		const parts = shares.map((share) => largestRemainder(share[g] as bigint, sizes[g] as bigint, lots.map(amountOf)))
		const amounts = lots.map((_, i) => parts.map((part) => part[i] as bigint))
		const seedAmounts = handedOn(
			lots,
			amounts.map((own) => own.some((amount) => amount > 0n)),
		)
		if (seedAmounts === null) for (const lot of lots) dust.push(lot)
		else
			for (const [i, place] of places.entries()) {
				const lot = { path: (lots[i] as Lot).path, seedAmount: seedAmounts[i] as bigint }
				become[place] = split(lot, amounts[i] as bigint[], receipts)
			}
	}
	const received = receipts.map(({ amount }, r) => {
		const lots: Lot[] = []
		for (const own of become) if (own[r] !== undefined) pushLot(lots, own[r])
		pushLot(lots, cleanLot(amount - totalOf(lots)))
		return lots
	})
	return { received, dust }
}

const amountOf = ({ amount }: Lot): bigint => amount

/** Tainted lots by seed, in the order of their first lots, with their places among all. */
function bySeed(given: readonly Lot[]): { lots: Lot[]; places: number[] }[] {
	const groups = new Map<SeedRow, { lots: Lot[]; places: number[] }>()
	for (const [place, lot] of given.entries()) {
		if (lot.path === null) continue
		const group = groups.get(lot.path.seed) ?? { lots: [], places: [] }
		groups.set(lot.path.seed, group)
		group.lots.push(lot)
		group.places.push(place)
	}
	return [...groups.values()]
}

/** What each lot stands for once those that become nothing have left theirs to the next that stays; null where none does. */
function handedOn(lots: readonly Lot[], stays: readonly boolean[]): bigint[] | null {
	const last = stays.lastIndexOf(true)
	if (last < 0) return null
	const amounts = lots.map(() => 0n)
	let open = 0n
	for (const [i, { seedAmount }] of lots.entries()) {
		open += seedAmount
		if (stays[i] !== true && i < last) continue
		const at = Math.min(i, last)
		amounts[at] = (amounts[at] as bigint) + open
		open = 0n
	}
	return amounts
}

/** One lot over the receipts, given how much of each it becomes. */
function split(
	{ path, seedAmount }: Omit<Lot, 'amount'>,
	amounts: readonly bigint[],
	receipts: readonly Receipt[],
): Lot[] {
	const weights = alikeByAsset(receipts, amounts)
	const weight = weights.reduce((sum, next) => sum + next, 0n)
	const seedAmounts = largestRemainder(seedAmount, weight, weights)
	return amounts.map((amount, r) => ({ path, amount, seedAmount: seedAmounts[r] as bigint }))
}

/** Weights of receipts: each asset of which a lot becomes anything weighs the same, inside it amounts decide. */
function alikeByAsset(receipts: readonly Receipt[], amounts: readonly bigint[]): bigint[] {
	const sums = new Map<AssetId, bigint>()
	for (const [r, { asset }] of receipts.entries()) sums.set(asset, (sums.get(asset) ?? 0n) + (amounts[r] as bigint))
	let product = 1n
	for (const sum of sums.values()) if (sum > 0n) product *= sum
	return receipts.map(({ asset }, r) => {
		const amount = amounts[r] as bigint
		return amount === 0n ? 0n : (amount * product) / (sums.get(asset) as bigint)
	})
}
