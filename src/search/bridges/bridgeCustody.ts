import { type AccountId, accountId } from '../../model/identifiers.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'

const NONE: ReadonlySet<AccountId> = new Set()

/**
 * Accounts of a transaction into which a bridge took value, or from which it paid it out: what is burnt or issued goes to
 * and comes from the token's contract. They stay in sight where payments are netted.
 */
export function bridgeCustody({ legs, transfers }: AccountTransaction): ReadonlySet<AccountId> {
	if (legs === undefined) return NONE
	const custody = new Set<AccountId>()
	for (const { transfer: id, side } of legs) {
		const transfer = transfers.find((one) => one.id === id)
		if (transfer === undefined) continue
		const account = (side === 'source' ? transfer.to : transfer.from) ?? contractOf(transfer)
		if (account !== null) custody.add(account)
	}
	return custody
}

function contractOf({ asset }: Transfer): AccountId | null {
	const [, chain, contract] = /^([^/]+)\/erc20:(.+)$/.exec(asset) ?? []
	return chain === undefined || contract === undefined ? null : accountId(chain, contract)
}
