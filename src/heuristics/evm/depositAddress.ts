import type { AccountId, AssetId } from '../../model/identifiers.js'
import type { LedgerEntry, LedgerView } from '../../model/ledgerView.js'
import type { AccountTransaction, Transfer } from '../../model/transaction.js'
import { forwardings } from './forwardings.js'

/** Least score, and its parts. Algorithm specification 5.1, our own weights. */
const ACCEPTED = 80
const PARTS = { share: 50, gas: 20, pattern: 20, dwell: 10 } as const
/** Of what leaves, in each asset, at least 95 in 100 goes to one entity; and to at most two accounts of others. */
const LEAST_SHARE = [95n, 100n] as const
const MOST_OTHERS = 2
/** Deposits are swept within a day, half of them. */
const MOST_DWELL_SECONDS = 86_400
/** Prior where the service's own hand shows, and where a wallet that only passed value on would look the same. */
const WITH_SIGN = 0.85
const WITHOUT_SIGN = 0.5

/** The entity of a service that holds the funds of many, by labels of the account; null where they name none. */
export type ServiceOf = (account: AccountId) => string | null

/** What an account is judged by, beside its ledgers. */
export interface DepositContext {
	readonly serviceOf: ServiceOf
	/** Transfers that anybody can tell of anybody; none by default. */
	readonly isUnlisted?: (transfer: Transfer) => boolean
	/** The account whose call created it, where that is told. */
	readonly createdBy?: AccountId | null
}

/** An account that passes on to one service what comes to it. */
export interface DepositFinding {
	readonly account: AccountId
	readonly entity: string
	/** Accounts of that entity which it paid, in code-unit order. */
	readonly wallets: readonly AccountId[]
	/** Accounts whose payments it passed on, in code-unit order. */
	readonly users: readonly AccountId[]
	/** Transactions in which it paid the entity, in order of events. */
	readonly transactions: readonly string[]
	/** In hundredths. */
	readonly score: number
	/** Gas that the entity paid or sent, or that another paid in a sweep. */
	readonly gasByService: boolean
	/** Every transaction that it pays for or pays in is such a payment and nothing else. */
	readonly onlySweeps: boolean
	/** Median time from coming to going on, seconds; null where nothing came before anything went. */
	readonly dwellSeconds: number | null
	/** What is taken for the service's own hand: `gas`, `factory`; empty where nothing is. */
	readonly signs: readonly string[]
	/** Uncalibrated prior between 0 and 1. */
	readonly confidence: number
}

/**
 * Whether an account looks like a deposit address of an exchange or another service: nearly all that leaves it goes to
 * accounts of one entity, soon, and it does nothing else. Where the source does not tell who pays for gas there is no
 * answer: a row of a table is not enough.
 *
 * Source: Victor, *Address Clustering Heuristics for Ethereum*, Financial Cryptography 2020, with batched sweeps, gas sent
 * ahead and forwarder contracts as today's services use them (weights our own).
 * Fails when: a user's wallet did nothing but pass value on to the service (found: then without a sign of the service's
 * own hand, and the grade says so); the service sweeps to accounts that no label names, or late (absent).
 * Cost: linear in what was read of the account; forwardings as there.
 */
export function depositAddress(
	account: AccountId,
	view: Pick<LedgerView, 'assets' | 'ledger'>,
	{ serviceOf, isUnlisted = () => false, createdBy = null }: DepositContext,
): DepositFinding | null {
	const ledgers = view
		.assets(account)
		.map((asset) => ({ entries: view.ledger(account, asset).filter(({ transfer }) => !isUnlisted(transfer)) }))
	const all = ledgers.flatMap(({ entries }) => entries)
	const paid = all.filter(({ transfer }) => isPayment(account, transfer))
	const entity = mostPaid(paid, serviceOf)
	if (entity === null) return null
	const isOwn = (other: AccountId | null): boolean => other !== null && serviceOf(other) === entity
	const sweeps = paid.filter(({ transfer }) => isOwn(transfer.to))
	const others = new Set(paid.filter(({ transfer }) => !isOwn(transfer.to)).map(({ transfer }) => transfer.to))
	const came = all.filter(({ transfer }) => transfer.to === account && !isOwn(transfer.from))
	if (came.length === 0 || others.size > MOST_OTHERS || !feesAreTold(sweeps)) return null
	if (!ledgers.every(({ entries }) => goesToService(account, entries, isOwn))) return null

	const forwarded = ledgers.flatMap(({ entries }) => forwardings(account, entries, isOwn))
	const users = [...new Set(forwarded.map(({ user }) => user))].sort()
	const gasByService = hasGasByService(account, all, sweeps, isOwn)
	const onlySweeps = all.every((entry) => isOnlySweep(account, entry, isOwn))
	const byFactory = createdBy !== null && isOwn(createdBy)
	const dwellSeconds = dwellOf(account, ledgers, isOwn)
	const soon = dwellSeconds !== null && dwellSeconds < MOST_DWELL_SECONDS
	const score =
		PARTS.share +
		(gasByService ? PARTS.gas : 0) +
		(onlySweeps || byFactory ? PARTS.pattern : 0) +
		(soon ? PARTS.dwell : 0)
	if (score < ACCEPTED) return null
	const signs = [gasByService && 'gas', byFactory && 'factory'].filter((sign) => sign !== false)
	return {
		account,
		entity,
		wallets: [...new Set(sweeps.map(({ transfer }) => transfer.to as AccountId))].sort(),
		users,
		transactions: [...new Set(sweeps.map(({ transaction }) => transaction.id))],
		score,
		gasByService,
		onlySweeps,
		dwellSeconds,
		signs,
		confidence: signs.length === 0 ? WITHOUT_SIGN : WITH_SIGN,
	}
}

const isPayment = (account: AccountId, { from, to, fee, amount }: LedgerEntry['transfer']): boolean =>
	from === account && to !== account && fee !== true && amount > 0n

/** The entity to which most payments go; the first in code units among equals. Null where none goes to a service. */
function mostPaid(paid: readonly LedgerEntry[], serviceOf: ServiceOf): string | null {
	const counts = new Map<string, number>()
	for (const { transfer } of paid) {
		const entity = transfer.to === null ? null : serviceOf(transfer.to)
		if (entity !== null) counts.set(entity, (counts.get(entity) ?? 0) + 1)
	}
	let most: string | null = null
	for (const [entity, count] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1)))
		if (most === null || count > (counts.get(most) ?? 0)) most = entity
	return most
}

/** Whether the source tells who pays for gas in every one of these transactions. */
const feesAreTold = (sweeps: readonly LedgerEntry[]): boolean =>
	sweeps.every(({ transaction }) => transaction.transfers.some(({ fee }) => fee === true))

type IsOwn = (account: AccountId | null) => boolean

/** Whether nearly all that leaves in one asset goes to the entity; shares of several assets are never added. */
function goesToService(account: AccountId, entries: readonly LedgerEntry[], isOwn: IsOwn): boolean {
	let [all, own] = [0n, 0n]
	for (const { transfer } of entries) {
		if (!isPayment(account, transfer)) continue
		all += transfer.amount
		if (isOwn(transfer.to)) own += transfer.amount
	}
	return own * LEAST_SHARE[1] >= all * LEAST_SHARE[0]
}

/** Whether the entity sent what gas is paid from, or every sweep is paid for by another than the account. */
function hasGasByService(
	account: AccountId,
	all: readonly LedgerEntry[],
	sweeps: readonly LedgerEntry[],
	isOwn: IsOwn,
): boolean {
	const fees = all.filter(({ transfer }) => transfer.fee === true && transfer.from === account)
	const gasAssets = new Set<AssetId>(fees.map(({ transfer }) => transfer.asset))
	if (all.some(({ transfer }) => transfer.to === account && isOwn(transfer.from) && gasAssets.has(transfer.asset)))
		return true
	return sweeps.length > 0 && sweeps.every(({ transaction }) => !isGasOfUser(account, transaction))
}

/** Whether the account pays for the gas, or who sent it what it passes on at once. */
const isGasOfUser = (account: AccountId, { transfers, forwarder }: AccountTransaction): boolean =>
	forwarder === account || transfers.some(({ fee, from }) => fee === true && from === account)

/** Whether a transaction, where the account pays in it, pays the entity and does nothing else with the account. */
function isOnlySweep(account: AccountId, { transfer, transaction }: LedgerEntry, isOwn: IsOwn): boolean {
	if (transfer.from !== account) return true
	const own = transaction.transfers.filter(({ from, to, fee }) => (from === account || to === account) && fee !== true)
	const isDeposit = (to: AccountId | null): boolean => transaction.forwarder === account && to === account
	return own.length > 0 && own.every(({ from, to }) => (from === account && isOwn(to)) || isDeposit(to))
}

/** Median over what came of the time until the next payment to the entity in that asset. */
function dwellOf(
	account: AccountId,
	ledgers: readonly { readonly entries: readonly LedgerEntry[] }[],
	isOwn: IsOwn,
): number | null {
	const times: number[] = []
	for (const { entries } of ledgers) {
		let next: number | null = null
		for (const { transfer, transaction } of [...entries].reverse()) {
			if (isPayment(account, transfer) && isOwn(transfer.to)) next = transaction.atSeconds
			if (transfer.to === account && !isOwn(transfer.from) && next !== null) times.push(next - transaction.atSeconds)
		}
	}
	return times.length === 0 ? null : (times.sort((a, b) => a - b)[times.length >> 1] as number)
}
