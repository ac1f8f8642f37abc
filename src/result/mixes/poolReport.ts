import { poolHistoryOf } from '../../heuristics/evm/mixing/poolHistoryOf.js'
import { poolLeads } from '../../heuristics/evm/mixing/poolLeads.js'
import { grade } from '../../model/grade.js'
import { compareText } from '../../model/order.js'
import type { PoolReport } from '../../model/poolReport.js'
import type { PoolReading } from '../../search/poolReading.js'
import type { Search } from '../../search/search.js'
import type { Ending } from '../flows/endings.js'

/** Shuffles of a permutation test: a p-value of 0.001, or of 0.01 where so many notes would take long. Our choice. */
const MOST_ROUNDS = 999
const LEAST_ROUNDS = 99
const MOST_DEALT = 10_000_000

/** What the published rules tie to deposits of this trace in the pools that its value entered. */
export function poolReport(search: Search, reading: PoolReading, ends: readonly Ending[]): PoolReport {
	const { rules, labels } = search.options
	const history = poolHistoryOf(reading.transactions, reading.pools, reading.payments())
	const notes = history.deposits.length
	const rounds = Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, Math.floor(MOST_DEALT / Math.max(notes, 1))))
	const found = poolLeads(history, { rounds })
	const withdrawals = new Map(history.withdrawals.map((one) => [one.id, one]))
	const bought = seedsOfDeposits(ends)
	return {
		pools: reading.pools.flatMap((account) => {
			const pool = rules.pool(account)
			if (pool === undefined) return []
			const own = <T extends { readonly pool: string }>(list: readonly T[]): T[] =>
				list.filter((one) => one.pool === account)
			const [first] = own(history.deposits)
			return {
				account,
				asset: pool.asset,
				note: pool.note,
				deposits: own(history.deposits).length,
				withdrawals: own(history.withdrawals).length,
				depositsBefore: first === undefined ? null : leafOf(reading, first.id),
			}
		}),
		rules: found.rules.map((one) => ({ ...one, missing: [...one.missing] })),
		rounds,
		leads: found.leads.flatMap((lead) => {
			const told = withdrawals.get(lead.withdrawal)
			const deposits = lead.deposits.filter((id) => bought.has(`${transactionOf(id)} ${told?.pool}`))
			if (told === undefined || deposits.length === 0) return []
			const seeds = deposits.flatMap((id) => [...(bought.get(`${transactionOf(id)} ${told.pool}`) ?? [])])
			const verdict = labels.verdict(lead.recipient)
			const named = verdict.kind === 'stop' ? verdict : { entity: null, category: null }
			return {
				rule: lead.rule,
				pool: told.pool,
				withdrawal: lead.withdrawal,
				account: lead.recipient,
				entity: named.entity,
				category: named.category,
				attributions: verdict.kind === 'none' ? [] : [...verdict.attributions],
				paidAt: told.atSeconds ?? 0,
				seeds: [...new Set(seeds)].sort(compareText),
				deposits,
				otherDeposits: lead.deposits.length - deposits.length,
				anonymitySet: lead.anonymitySet,
				confidence: grade(lead.confidence),
				pValue: lead.pValue,
				corroboratedBy: [...lead.corroboratedBy],
			}
		}),
	}
}

/** Seeds whose value went into a pool, by the transaction that took it there and the pool. */
function seedsOfDeposits(ends: readonly Ending[]): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>()
	for (const { node, stop, lots } of ends) {
		if (stop !== 'mixer') continue
		for (const { path } of lots) {
			if (path === null || path.via === null) continue
			const key = `${transactionOf(path.via)} ${node.account}`
			found.set(key, (found.get(key) ?? new Set()).add(path.seed.seed))
		}
	}
	return found
}

function leafOf({ transactions }: PoolReading, id: string): number | null {
	for (const { notices = [] } of transactions)
		for (const notice of notices) if (notice.id === id) return notice.leaf ?? null
	return null
}

/** The transaction of a transfer or event. */
const transactionOf = (id: string): string => id.slice(0, id.indexOf('#'))
