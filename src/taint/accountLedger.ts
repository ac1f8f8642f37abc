import type { Holding } from '../model/hop.js'
import type { Lot } from './lot.js'
import { OrderedLedger } from './orderedLedger.js'
import type { Path } from './path.js'
import { PooledLedger } from './pooledLedger.js'
import { ReachLedger } from './reachLedger.js'
import type { Rule } from './rule.js'
import type { SeedRow } from './seedRow.js'

/** Leave of a seed to turn value that its account sends into seed value, up to `left` (null: without limit). */
export interface Grant {
	readonly root: Path
	left: bigint | null
}

/** What one payment took, and the arithmetic of the paying ledger around it. */
export interface Payment {
	/** The lots of the transfer, in the order in which they reach the receiver; they add up to the amount. */
	readonly lots: readonly Lot[]
	readonly before: Holding
	/** What came in with this very event: clean value no entry accounts for, and value newly seeded. */
	readonly entered: Holding
	readonly seeded: readonly { readonly row: SeedRow; readonly amount: bigint }[]
}

/** The holding of one account in one asset, replayed entry by entry in event order under one rule. */
export interface AccountLedger {
	receive(lots: readonly Lot[]): void
	/**
	 * Takes `amount` out. With grants the order is fixed whatever the rule: value of seeds that came back, oldest first;
	 * newly seeded value; the rest. Without grants the rule decides. What the ledger does not hold enters clean at this
	 * moment and stands after all recorded lots. `allotted` is the taint that a rule with windows gives this payment.
	 */
	pay(amount: bigint, grants: readonly Grant[], allotted?: bigint): Payment
	/** Seed value that the ledger holds now. */
	taint(): bigint
	/** The seed value that is still there. */
	residual(): readonly Lot[]
}

/** An empty ledger under a rule, opened with a clean balance. */
export function openAccountLedger(rule: Rule, opening: bigint): AccountLedger {
	switch (rule.kind) {
		case 'order':
			return new OrderedLedger(rule, opening)
		case 'total':
			return new PooledLedger(rule, opening)
		case 'reach':
			return new ReachLedger(opening)
	}
}

/** Hands out what the grants cover of `amount`, in grant order, and counts it against them. */
export function useGrants(grants: readonly Grant[], amount: bigint): { root: Path; amount: bigint }[] {
	const used: { root: Path; amount: bigint }[] = []
	let open = amount
	for (const grant of grants) {
		const part = grant.left === null || grant.left > open ? open : grant.left
		if (part === 0n) continue
		if (grant.left !== null) grant.left -= part
		open -= part
		used.push({ root: grant.root, amount: part })
	}
	return used
}
