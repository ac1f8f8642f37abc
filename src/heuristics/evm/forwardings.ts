import { chainFacts, nativeAsset } from '../../model/chains.js'
import { type AccountId, type AssetId, chainOf, type TransferId } from '../../model/identifiers.js'
import type { LedgerEntry } from '../../model/ledgerView.js'

export interface ForwardingLimits {
	/** Most that may be missing of a coin that pays its own gas, in base units. A token is passed on to the last unit. */
	readonly missing: bigint
	/** Most time between coming and going on. */
	readonly elapsed: number
	/** What that is counted in: blocks, or seconds. */
	readonly clock: 'height' | 'time'
}

/** What came to an account and went on to a service: Victor's triple of user, deposit address and exchange. */
export interface Forwarding {
	readonly user: AccountId
	readonly deposit: AccountId
	readonly service: AccountId
	readonly asset: AssetId
	readonly came: TransferId
	readonly went: TransferId
	/** What was missing, in base units; of a sweep of several deposits, of all of them together. */
	readonly missing: bigint
	/** On the clock of the limits. */
	readonly elapsed: number
	/** Deposits that this sweep took together: 1 for a plain triple. */
	readonly of: number
}

/** 0.01 ETH and 3,200 blocks, as Tutela runs it, citing Algorithm 1 of Victor. */
const MISSING = 10n ** 16n
const BLOCKS = 3200
/** The same time on chains whose blocks come at another pace: 3,200 blocks of 13.5 s, Ethereum's mean at publication. */
const SECONDS = 43_200

/** The published limits, for an account of this chain. */
export function forwardingLimits(chain: string): ForwardingLimits {
	return chain === 'eip155:1'
		? { missing: MISSING, elapsed: BLOCKS, clock: 'height' }
		: { missing: MISSING, elapsed: SECONDS, clock: 'time' }
}

/**
 * What an account passed on to services, one asset of it: each payment to a service takes the latest deposit that fits it,
 * or all deposits that wait, where it sweeps them together. Amounts are compared as intervals, to the base unit: codes that
 * join on rounded amounts miss pairs on either side of a rounding edge and let through pairs beyond the limit.
 *
 * Source: Victor, *Address Clustering Heuristics for Ethereum*, Financial Cryptography 2020, Algorithm 1; sweeps of several
 * deposits are ours. Fails when: gas is taken out of a sweep of many, above the limit (absent); a user passes on what it
 * got (found, though no deposit address: `depositAddress` weighs that).
 * Cost: entries times deposits that wait.
 *
 * @param entries the account's ledger in one asset, in event order
 */
export function forwardings(
	account: AccountId,
	entries: readonly LedgerEntry[],
	isService: (account: AccountId) => boolean,
	limits: ForwardingLimits = forwardingLimits(chainOf(account)),
): Forwarding[] {
	const found: Forwarding[] = []
	let waiting: LedgerEntry[] = []
	for (const entry of entries) {
		const { from, to, fee } = entry.transfer
		if (to === account && from !== null && from !== account && !isService(from)) waiting.push(entry)
		if (from !== account || to === null || fee === true || !isService(to)) continue
		const taken = takenBy(entry, waiting, limits)
		if (taken.length === 0) continue
		waiting = waiting.filter((other) => !taken.includes(other))
		const missing = sumOf(taken) - entry.transfer.amount
		for (const one of taken)
			found.push({
				user: one.transfer.from as AccountId,
				deposit: account,
				service: to,
				asset: entry.transfer.asset,
				came: one.transfer.id,
				went: entry.transfer.id,
				missing,
				elapsed: elapsed(one, entry, limits),
				of: taken.length,
			})
	}
	return found
}

/**
 * Tutela's confidence of a plain triple, between 0 and 1: half for the time, half for what is missing. Rounded: a weight.
 * Source: Wu et al., *Tutela*, 2022.
 */
export function tutelaConfidence({ elapsed: took, missing }: Forwarding, limits: ForwardingLimits): number {
	const [time, amount] = [took / limits.elapsed, Number(missing) / Number(limits.missing)]
	return (1 - time + (1 - amount)) / 2
}

/** The latest deposit that fits a payment alone, else all that wait where they fit it together. */
function takenBy(
	sweep: LedgerEntry,
	waiting: readonly LedgerEntry[],
	limits: ForwardingLimits,
): readonly LedgerEntry[] {
	const fits = (amount: bigint): boolean => {
		const missing = amount - sweep.transfer.amount
		return missing >= 0n && missing <= (paysGas(sweep.transfer.asset) ? limits.missing : 0n)
	}
	for (let place = waiting.length - 1; place >= 0; place--) {
		const entry = waiting[place] as LedgerEntry
		if (elapsed(entry, sweep, limits) > limits.elapsed) break
		if (fits(entry.transfer.amount)) return [entry]
	}
	const last = waiting.at(-1)
	const together = last !== undefined && elapsed(last, sweep, limits) <= limits.elapsed && fits(sumOf(waiting))
	return together ? waiting : []
}

function elapsed(from: LedgerEntry, to: LedgerEntry, { clock }: ForwardingLimits): number {
	const [a, b] = [from.transaction, to.transaction]
	return clock === 'time' || a.height === null || b.height === null ? b.atSeconds - a.atSeconds : b.height - a.height
}

const sumOf = (entries: readonly LedgerEntry[]): bigint =>
	entries.reduce((sum, entry) => sum + entry.transfer.amount, 0n)

/** Whether an asset is the coin of its chain. */
function paysGas(asset: AssetId): boolean {
	const chain = chainFacts(asset.slice(0, Math.max(0, asset.indexOf('/'))))
	return chain !== undefined && nativeAsset(chain) === asset
}
