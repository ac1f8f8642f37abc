import type { AccountId } from '../../../model/identifiers.js'
import { isBefore, missingDepositors, type PoolDeposit, type PoolRule } from './poolHistory.js'

/** Transactions between two accounts that make them acquainted. Tutela, rule 4. */
const LEAST_PAYMENTS = 3

/**
 * The recipient of a withdrawal and somebody who deposited into that pool before paid each other outside of it.
 *
 * Source: Wu et al., *Tutela*, 2022, rule 4. Fails when: both deal with one service, which is taken for an acquaintance
 * (found: leave payments of services out). Cost: linear, and in the acquaintances of recipients.
 */
export const knownEachOther: PoolRule = {
	id: 'knownEachOther',
	version: '1',
	confidence: 0.6,
	published:
		'with address reuse 5.1 to 12.6 % of withdrawals on Ethereum, BSC and Polygon (arXiv 2510.09433, 2025); no truth to hold it against',
	missing: (history) => [
		...missingDepositors(history),
		...(history.payments === null ? ['payments outside the pools'] : []),
	],
	links: ({ deposits, withdrawals, payments }) => {
		const counts = new Map<AccountId, Map<AccountId, number>>()
		for (const { from, to } of payments ?? []) {
			count(counts, from, to)
			count(counts, to, from)
		}
		const byDepositor = new Map<AccountId, PoolDeposit[]>()
		for (const deposit of deposits)
			if (deposit.depositor !== null)
				byDepositor.set(deposit.depositor, [...(byDepositor.get(deposit.depositor) ?? []), deposit])
		return withdrawals.flatMap((withdrawal) => {
			const known = [...(counts.get(withdrawal.recipient) ?? [])].filter(([, times]) => times >= LEAST_PAYMENTS)
			const found = known
				.filter(([account]) => account !== withdrawal.recipient)
				.flatMap(([account]) => byDepositor.get(account) ?? [])
				.filter((deposit) => isBefore(deposit, withdrawal))
			return found.length === 0 ? [] : [{ withdrawal, deposits: found }]
		})
	},
}

function count(counts: Map<AccountId, Map<AccountId, number>>, one: AccountId, other: AccountId): void {
	const own = counts.get(one) ?? new Map<AccountId, number>()
	counts.set(one, own.set(other, (own.get(other) ?? 0) + 1))
}
