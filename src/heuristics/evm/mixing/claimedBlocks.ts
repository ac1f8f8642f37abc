import { isBefore, type PoolRule } from './poolHistory.js'

/**
 * A reward claimed for a note tells for how many blocks it lay in the pool: one deposit and one withdrawal, and no other
 * pair, are that far apart, and the claimant is one of both. Corroborates only.
 *
 * Source: Wu et al., *Tutela*, 2022, rule 5 (anonymity mining, TORN). Fails when: rewards are claimed from another account
 * (absent). Cost: claims times deposits of the pool.
 */
export const claimedBlocks: PoolRule = {
	id: 'claimedBlocks',
	version: '1',
	confidence: null,
	published: 'no figure of its own was found',
	missing: ({ claims }) => (claims === null ? ['claims of rewards'] : []),
	links: ({ deposits, withdrawals, claims }) => {
		const at = new Map<string, number[]>()
		for (const [i, { pool, height }] of withdrawals.entries()) {
			const key = `${pool} ${height}`
			at.set(key, [...(at.get(key) ?? []), i])
		}
		return (claims ?? []).flatMap(({ account, pool, blocks }) => {
			const pairs = deposits
				.filter((deposit) => deposit.pool === pool)
				.flatMap((deposit) =>
					(at.get(`${pool} ${deposit.height + blocks}`) ?? []).flatMap((i) => {
						const withdrawal = withdrawals[i]
						return withdrawal !== undefined && isBefore(deposit, withdrawal) ? [{ withdrawal, deposit }] : []
					}),
				)
			const [only, ...others] = pairs.filter(
				({ withdrawal, deposit }) => withdrawal.recipient === account || deposit.depositor === account,
			)
			return only === undefined || others.length > 0 ? [] : [{ withdrawal: only.withdrawal, deposits: [only.deposit] }]
		})
	},
}
