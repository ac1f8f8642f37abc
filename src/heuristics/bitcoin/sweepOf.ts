import type { AccountId } from '../../model/identifiers.js'
import type { UtxoTransaction } from '../../model/transaction.js'

/** A transaction that joins what many accounts hold into one payment. */
export interface Sweep {
	/** Accounts that sign it beside the one asked about. */
	readonly others: ReadonlySet<AccountId>
	/** Who is paid. */
	readonly payees: ReadonlySet<AccountId>
	/** The one service that labels name for every payee; null where they name none. */
	readonly service: string | null
}

/**
 * A transaction read as a sweep of an account; null where it is none: it pays more than one output, and not all of them
 * to one labelled service; it pays somebody who signs it; it is newly made coin.
 */
export function sweepOf(
	{ coinbase, inputs, outputs }: UtxoTransaction,
	account: AccountId,
	serviceOf: (account: AccountId) => string | null,
): Sweep | null {
	if (coinbase) return null
	const others = new Set<AccountId>()
	for (const { account: signer } of inputs) if (signer !== null && signer !== account) others.add(signer)
	const paid = outputs.filter(({ burn }) => burn !== true)
	const payees = new Set(paid.map((output) => output.account))
	if (payees.has(account) || [...payees].some((payee) => others.has(payee))) return null
	const services = new Set([...payees].map(serviceOf))
	const [only] = services
	const service = services.size === 1 && only !== undefined ? only : null
	return paid.length === 1 || (paid.length > 1 && service !== null) ? { others, payees, service } : null
}
