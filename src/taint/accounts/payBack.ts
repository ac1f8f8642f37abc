import { taintOf } from '../lot.js'
import type { SeededPart } from '../seeds/seededValue.js'
import { seedLots } from '../seeds/seedLots.js'
import type { AccountLedger, Payment } from './accountLedger.js'
import type { Grant } from './grant.js'

/**
 * Looking back, the rule says which units of a holding an inflow brought, whoever receives them. A seed then takes those
 * that no seed has yet: value that left the account and came again is counted once, where it came first.
 */
export function payBack(ledger: AccountLedger, amount: bigint, grants: readonly Grant[]): Payment {
	const paid = ledger.pay(amount, [])
	if (grants.length === 0) return paid
	const seeded: SeededPart[] = []
	let lots = paid.lots
	for (const grant of grants) {
		const next = seedLots(lots, grant.root, grant.left)
		lots = next.lots
		if (grant.left !== null) grant.left -= next.seeded
		if (next.seeded > 0n) seeded.push({ row: grant.root.seed, amount: next.seeded })
	}
	return { ...paid, lots, entered: { ...paid.entered, taint: taintOf(lots) - taintOf(paid.lots) }, seeded }
}
