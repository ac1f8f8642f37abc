import { carve, type Lot, pushLot, splitLot, taintOf } from '../lot.js'
import type { TotalRule } from '../rules/rule.js'
import { compareSeedRows, type SeedRow } from '../seeds/seedRow.js'
import { shareAmongSeeds } from './shareAmongSeeds.js'
import { TaintPool } from './taintPool.js'

/**
 * Lets a total rule hand the tainted lots of a holding to slots that add up to `balance`: the rule sets each slot's
 * taint, the seeds share it (`shareAmongSeeds`), and of each seed the oldest lots are served first, slot by slot.
 * Element j is the tainted lots of slot j.
 */
export function sharePool(
	rule: TotalRule,
	tainted: readonly Lot[],
	balance: bigint,
	sizes: readonly bigint[],
	unspendable?: ReadonlySet<number>,
): Lot[][] {
	const taint = taintOf(tainted)
	if (taint === 0n) return sizes.map(() => [])
	const totals = totalsBySeed(tainted)
	const shares = shareAmongSeeds(
		totals.map(([, total]) => total),
		rule.share(taint, balance, sizes, unspendable),
	)
	const [first, ...others] = shares[0] as bigint[]
	if (totals.length === 1) {
		// One seed takes from the front all the time: thousands of lots and slots need not be held against each other.
		const { taken, kept } = takeQuotas(tainted, new Map([[totals[0]?.[0] as SeedRow, first as bigint]]))
		return [taken, ...carve(kept, others)]
	}
	const pool = new TaintPool()
	for (const lot of tainted) pool.add(lot)
	return sizes.map((_, j) => pool.takeOf(totals.map(([seed], i) => ({ seed, amount: shares[i]?.[j] as bigint }))))
}

function totalsBySeed(lots: readonly Lot[]): [SeedRow, bigint][] {
	const totals = new Map<SeedRow, bigint>()
	for (const lot of lots) {
		const seed = lot.path?.seed as SeedRow
		totals.set(seed, (totals.get(seed) ?? 0n) + lot.amount)
	}
	return [...totals].sort(([a], [b]) => compareSeedRows(a, b))
}

/** Takes each seed's quota from its oldest lots; what stays keeps its order. */
function takeQuotas(lots: readonly Lot[], quotas: Map<SeedRow, bigint>): { taken: Lot[]; kept: Lot[] } {
	const taken: Lot[] = []
	const kept: Lot[] = []
	for (const lot of lots) {
		const seed = lot.path?.seed as SeedRow
		const quota = quotas.get(seed) ?? 0n
		if (quota >= lot.amount) pushLot(taken, lot)
		else if (quota === 0n) pushLot(kept, lot)
		else {
			const [part, rest] = splitLot(lot, quota)
			pushLot(taken, part)
			pushLot(kept, rest)
		}
		quotas.set(seed, quota >= lot.amount ? quota - lot.amount : 0n)
	}
	return { taken, kept }
}
