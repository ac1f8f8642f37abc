import type { LabelBook } from '../labels/labelBook.js'
import type { AccountId } from '../model/identifiers.js'
import type { AccountTransaction } from '../model/transaction.js'

/** The contract without a label that passed on to custodial services, and to nobody else, what it was sent; null for none. */
export function ownForwarder({ forwarder, transfers }: AccountTransaction, labels: LabelBook): AccountId | null {
	if (forwarder === undefined || labels.verdict(forwarder).kind !== 'none') return null
	const isService = (account: AccountId | null): boolean => {
		const verdict = account === null ? null : labels.verdict(account)
		return verdict?.kind === 'stop' && verdict.stop === 'service'
	}
	return transfers.every(({ from, to }) => from !== forwarder || isService(to)) ? forwarder : null
}
