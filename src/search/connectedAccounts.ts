import type { AccountId } from '../model/identifiers.js'
import type { LedgerView } from '../model/ledgerView.js'

/**
 * How many other accounts an account dealt with, counted no further than just above `most`. A transfer of nothing does not
 * count: anybody can make any number of them in the name of another.
 */
export function connectedAccounts(view: LedgerView, account: AccountId, most: number): number {
	const others = new Set<AccountId>()
	for (const asset of view.assets(account)) {
		for (const { transfer } of view.ledger(account, asset)) {
			if (transfer.amount === 0n) continue
			const other = transfer.from === account ? transfer.to : transfer.from
			if (other !== null && other !== account) others.add(other)
			if (others.size > most) return others.size
		}
	}
	return others.size
}
