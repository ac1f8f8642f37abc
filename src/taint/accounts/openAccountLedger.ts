import type { Rule } from '../rules/rule.js'
import type { AccountLedger } from './accountLedger.js'
import { OrderedLedger } from './orderedLedger.js'
import { PooledLedger } from './pooledLedger.js'
import { ReachLedger } from './reachLedger.js'

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
