import type { AccountId } from '../../../model/identifiers.js'
import {
	isBefore,
	missingDepositors,
	type PoolDeposit,
	type PoolHistory,
	type PoolLink,
	type PoolRule,
	type PoolWithdrawal,
} from './poolHistory.js'

/** A day; at least two pools and five notes. Tutela, rule 3. */
const WINDOW_SECONDS = 86_400
const LEAST_POOLS = 2
const LEAST_NOTES = 5

/**
 * Within a day somebody takes out of several pools as many notes of each as somebody put in within a day before.
 *
 * Source: Wu et al., *Tutela*, 2022, rule 3. Fails when: two people move equal sums, as round sums often are (found); notes
 * are taken out over longer times (absent). Cost: linear apart from sorting, and in the notes of a day squared.
 */
export const sameNotes: PoolRule = {
	id: 'sameNotes',
	version: '1',
	confidence: 0.4,
	published: 'five such rules raise the probability of a link by 51.94 % on average (Wang et al., 2022); no truth',
	missing: (history) => [
		...missingDepositors(history),
		...([...history.deposits, ...history.withdrawals].every(({ atSeconds }) => atSeconds !== null) ? [] : ['times']),
	],
	links: ({ deposits, withdrawals }: PoolHistory): PoolLink[] => {
		const put = new Map<string, PoolDeposit[][]>()
		for (const window of windowsOf(deposits, ({ depositor }) => depositor)) {
			const key = notesOf(window)
			put.set(key, [...(put.get(key) ?? []), window])
		}
		const links: PoolLink[] = []
		for (const window of largestOf(windowsOf(withdrawals, ({ recipient }) => recipient))) {
			const matches = (put.get(notesOf(window)) ?? []).filter((one) => isAllBefore(one, window))
			for (const withdrawal of window) {
				const own = [...new Set(matches.flat())].filter((deposit) => isBefore(deposit, withdrawal))
				if (own.length > 0) links.push({ withdrawal, deposits: own })
			}
		}
		return links
	},
}

type Note = PoolDeposit | PoolWithdrawal

/** For each account and each of its notes: that note and the others of the day before it, where they are many enough. */
function windowsOf<N extends Note>(notes: readonly N[], accountOf: (note: N) => AccountId | null): N[][] {
	const own = new Map<AccountId, N[]>()
	for (const note of notes) {
		const account = accountOf(note)
		if (account !== null && note.atSeconds !== null) own.set(account, [...(own.get(account) ?? []), note])
	}
	return [...own.values()].flatMap((list) => {
		const sorted = list.sort((a, b) => (a.atSeconds as number) - (b.atSeconds as number))
		return sorted
			.map((last, i) => sorted.slice(0, i + 1).filter((one) => secondsOf(last) - secondsOf(one) < WINDOW_SECONDS))
			.filter((window) => window.length >= LEAST_NOTES && new Set(window.map(({ pool }) => pool)).size >= LEAST_POOLS)
	})
}

/** Windows none of whose notes is in a larger one. */
function largestOf(windows: readonly PoolWithdrawal[][]): PoolWithdrawal[][] {
	const taken = new Set<PoolWithdrawal>()
	return [...windows]
		.sort((a, b) => b.length - a.length)
		.filter((window) => {
			if (window.some((note) => taken.has(note))) return false
			for (const note of window) taken.add(note)
			return true
		})
}

const isAllBefore = (put: readonly PoolDeposit[], taken: readonly PoolWithdrawal[]): boolean =>
	put.every((deposit) => taken.every(({ height }) => deposit.height < height))

/** How many notes of each pool. */
function notesOf(window: readonly Note[]): string {
	const counts = new Map<string, number>()
	for (const { pool } of window) counts.set(pool, (counts.get(pool) ?? 0) + 1)
	return [...counts]
		.map(([pool, count]) => `${pool} ${count}`)
		.sort()
		.join(',')
}

const secondsOf = ({ atSeconds }: Note): number => atSeconds as number
