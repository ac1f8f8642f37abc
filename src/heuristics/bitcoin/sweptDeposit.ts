import type { AccountId, TransactionId } from '../../model/identifiers.js'
import type { LedgerView } from '../../model/ledgerView.js'
import type { UtxoTransaction } from '../../model/transaction.js'
import { sweepOf } from './sweepOf.js'

/** Prior of an inferred deposit address whose every sweep reaches the service (algorithms 8.3); uncalibrated. */
const CONFIDENCE = 0.85
/** Accounts beside it that sign with it, where it was swept more than once (algorithms 7). */
export const MOST_ALONE = 10
/** The same where it was swept once: a person who empties a wallet once joins dozens less often (algorithms 7, E3). */
export const ONCE = 50
/** Highest confidence on one sweep (algorithms 7). */
const AT_MOST_ONCE = 0.7

/** What the spends of an account say of it. "Unknown" says what was missing. */
export type SweptFinding =
	| { readonly kind: 'absent' }
	| { readonly kind: 'unknown'; readonly missing: readonly string[] }
	| {
			readonly kind: 'found'
			/** The entity that labels name for where it is swept to. */
			readonly service: string
			/** Labelled accounts that sweeps reach, in code-unit order. */
			readonly reached: readonly AccountId[]
			/** Every sweep, in event order. */
			readonly sweeps: readonly TransactionId[]
			/** Sweeps that reach the service, of all. */
			readonly reaching: number
			/** Uncalibrated prior between 0 and 1. */
			readonly confidence: number
	  }

const ABSENT: SweptFinding = { kind: 'absent' }

/**
 * Deposit address on an output ledger: an account that others pay, and whose every spend is a sweep together with many other accounts into one
 * payment, which at least once reaches an account labelled as a custodial service. Services give such addresses to their
 * customers and collect what comes in. It needs all that the account did, as far as the source holds it.
 * `serviceOf`: the one custodial entity that labels name for an account, else null.
 *
 * Source: our rule after Victor, *Address Clustering Heuristics for Ethereum*, FC 2020 (deposit addresses), carried over to
 * outputs; confidence 0.85 × share of sweeps that reach the service × (1 − e^−sweeps).
 * Fails when: somebody with fifty accounts empties them at once, or ten of them again and again, into an own account at the
 * service that a label names (found); the service sweeps one by one, with change, or through an account that no label names
 * (absent).
 * Cost: linear in what the account did.
 */
export function sweptDeposit(
	account: AccountId,
	view: LedgerView,
	serviceOf: (account: AccountId) => string | null,
): SweptFinding {
	const spends = view.spendsOf(account)
	const least = spends.length === 1 ? ONCE : MOST_ALONE
	const signers = new Set([account])
	const reached = new Set<AccountId>()
	const services = new Set<string>()
	let reaching = 0
	for (const spend of spends) {
		const sweep = sweepOf(spend, account, serviceOf)
		if (sweep === null || sweep.others.size < least) return ABSENT
		for (const other of sweep.others) {
			signers.add(other)
			// Whoever a label names as another service did not sign for this one.
			const named = serviceOf(other)
			if (named !== null) services.add(named)
		}
		if (sweep.service === null) continue
		reaching++
		services.add(sweep.service)
		for (const payee of sweep.payees) if (serviceOf(payee) !== null) reached.add(payee)
	}
	const [service] = services
	if (service === undefined || services.size > 1 || reaching === 0) return ABSENT
	const paid = paidFromOutside(view.receiptsOf(account), signers, (payer) => serviceOf(payer) === service)
	if (paid !== 'yes') return paid === 'no' ? ABSENT : { kind: 'unknown', missing: ['who paid this account'] }
	const certain = CONFIDENCE * (reaching / spends.length) * (1 - Math.exp(-spends.length))
	return {
		kind: 'found',
		service,
		reached: [...reached].sort(),
		sweeps: spends.map(({ id }) => id),
		reaching,
		confidence: spends.length === 1 ? Math.min(certain, AT_MOST_ONCE) : certain,
	}
}

/** Whether everything that came in was paid by others than those who sign with the account. */
function paidFromOutside(
	receipts: readonly UtxoTransaction[],
	signers: ReadonlySet<AccountId>,
	isService: (account: AccountId) => boolean,
): 'yes' | 'no' | 'unknown' {
	let unknown = receipts.length === 0
	for (const { coinbase, inputs } of receipts) {
		for (const { account } of coinbase ? [] : inputs) {
			if (account === null) unknown = true
			else if (signers.has(account) || isService(account)) return 'no'
		}
	}
	return unknown ? 'unknown' : 'yes'
}
