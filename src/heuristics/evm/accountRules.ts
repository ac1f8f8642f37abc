import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import { type DepositContext, type DepositFinding, depositAddress } from './depositAddress.js'
import { KnownAssets } from './knownAssets.js'
import { type LookAlike, lookAlikes } from './lookAlikes.js'
import { type MixingPool, mixingPools } from './mixing/mixingPools.js'

/** What is judged of whole accounts of account ledgers, as one thing that a trace loads when it runs. */
export interface AccountRules {
	/** Whether a transfer is told only by a contract that nobody knows. */
	isUnlisted(transfer: Transfer): boolean
	/** What of an account's transactions carries the name of a look-alike. */
	lookAlikes(account: AccountId, transactions: readonly AccountTransaction[]): readonly LookAlike[]
	/** The mixing pool that an account is known to be; undefined for others. */
	pool(account: AccountId): MixingPool | undefined
	/** Whether the account looks like a deposit address of a service. */
	deposit(
		account: AccountId,
		view: Pick<LedgerView, 'assets' | 'ledger'>,
		context: Omit<DepositContext, 'isUnlisted'>,
	): DepositFinding | null
}

/** `assets`: further assets known to be what they say, or `all`. */
export function accountRules(assets?: readonly AssetId[] | 'all'): AccountRules {
	const known = new KnownAssets(assets)
	const isUnlisted = (transfer: Transfer): boolean => known.isUnlisted(transfer)
	return {
		isUnlisted,
		lookAlikes: (account, transactions) => lookAlikes(account, transactions, isUnlisted),
		pool: (account) => mixingPools.get(account),
		deposit: (account, view, context) => depositAddress(account, view, { ...context, isUnlisted }),
	}
}
