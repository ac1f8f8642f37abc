import type { BridgePair } from '../../chains/bridges/join/legJoin.js'
import { chainFacts, nativeAsset } from '../../model/chains.js'
import { type AccountId, chainOf } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { Payout } from '../../taint/crossing.js'
import { paymentOf } from './paymentOf.js'

/** What a pair paid out, who paid it, and how much of what went in was paid back. */
export interface PaidOut {
	/** One for each destination, in their order. */
	readonly payouts: readonly Payout[]
	readonly payers: readonly AccountId[]
	/** In the asset that went in. */
	readonly refunded: bigint
}

/**
 * The payments and outputs by which a pair was paid out; null where one is not told, where its payer's own ledger is followed
 * (then it cannot be said whose value it is), or where what was paid back does not fit what went in.
 */
export function payoutsOf(
	{ destinations, refunds, source }: BridgePair,
	amount: bigint,
	{ view, followed }: { readonly view: LedgerView; readonly followed: Pick<ReadonlySet<string>, 'has'> },
): PaidOut | null {
	const payouts: Payout[] = []
	const payers = new Set<AccountId>()
	for (const { transfer, transaction: id } of destinations) {
		const transaction = view.transaction(id)
		if (transfer === null || transaction === undefined) return null
		if (transaction.kind === 'account') {
			const found = paymentOf(view, id, transfer, 'out')?.transfer
			if (found === undefined || (found.from !== null && followed.has(found.from))) return null
			if (found.from !== null) payers.add(found.from)
			payouts.push({ event: found.id, asset: found.asset, amount: found.amount })
		} else {
			const output = view.output(transfer)
			const isFollowed = transaction.inputs.some(({ spends }) => spends !== null && followed.has(spends))
			const facts = chainFacts(chainOf(id))
			if (output === undefined || isFollowed || facts === undefined) return null
			payouts.push({ event: transfer, asset: nativeAsset(facts), amount: output.amount })
		}
	}
	let refunded = 0n
	for (const refund of refunds) {
		if (refund.amount === null || refund.asset !== source.asset) return null
		refunded += refund.amount
	}
	const isWhole = payouts.length > 0 && payouts.every((one) => one.amount > 0n) && refunded < amount
	return isWhole ? { payouts, payers: [...payers], refunded } : null
}
