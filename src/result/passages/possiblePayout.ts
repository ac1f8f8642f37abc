import { chainFacts, nativeAsset } from '../../model/chains.js'
import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { Transaction } from '../../model/transaction.js'

/** A payment that may be a pay-out. */
export interface PossiblePayout {
	/** Transfer or output. */
	readonly transfer: string
	readonly account: AccountId
	readonly asset: AssetId
	readonly amount: bigint
	readonly at: number
}

/** Everything that a transaction pays, fees and burns left out. */
export function paymentsOf(transaction: Transaction): (PossiblePayout & { readonly payers: readonly AccountId[] })[] {
	const { atSeconds: at } = transaction
	if (transaction.kind === 'account')
		return transaction.transfers.flatMap(({ id, from, to, asset, amount, fee }) =>
			to === null || from === null || fee === true || amount === 0n
				? []
				: { transfer: id, account: to, asset, amount, at, payers: [from] },
		)
	const facts = chainFacts(transaction.chain)
	if (facts === undefined) return []
	const payers = transaction.inputs.flatMap(({ account }) => account ?? [])
	return transaction.outputs.flatMap(({ id, account, amount, burn }) =>
		burn === true || amount === 0n ? [] : { transfer: id, account, asset: nativeAsset(facts), amount, at, payers },
	)
}

/** What was read arriving at an account, in the order of its transactions' ids. */
export function paymentsTo(view: LedgerView, account: AccountId): PossiblePayout[] {
	const ids = new Set(
		view.assets(account).flatMap((asset) => view.ledger(account, asset).map((one) => one.transaction.id)),
	)
	const transactions = [...ids].sort().flatMap((id) => view.transaction(id) ?? [])
	return [...transactions, ...view.receiptsOf(account)]
		.flatMap(paymentsOf)
		.filter((payment) => payment.account === account && !payment.payers.includes(account))
}
