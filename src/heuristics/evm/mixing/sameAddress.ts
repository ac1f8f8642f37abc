import { isBefore, missingDepositors, type PoolDeposit, type PoolRule } from './poolHistory.js'

/**
 * The recipient of a withdrawal deposited into the same pool before.
 *
 * Source: Wu et al., *Tutela*, 2022, rule 1. Fails when: one deposits for another, or an exchange pays out from where it
 * deposited (found). Cost: linear.
 */
export const sameAddress: PoolRule = {
	id: 'sameAddress',
	version: '1',
	confidence: 0.9,
	published:
		'with address linkage 5.1 to 12.6 % of withdrawals on Ethereum, BSC and Polygon (arXiv 2510.09433, 2025); no truth to hold it against',
	missing: missingDepositors,
	links: ({ deposits, withdrawals }) => {
		const own = new Map<string, PoolDeposit[]>()
		for (const deposit of deposits) {
			if (deposit.depositor === null) continue
			const key = `${deposit.pool} ${deposit.depositor}`
			own.set(key, [...(own.get(key) ?? []), deposit])
		}
		return withdrawals.flatMap((withdrawal) => {
			const found = (own.get(`${withdrawal.pool} ${withdrawal.recipient}`) ?? []).filter((one) =>
				isBefore(one, withdrawal),
			)
			return found.length === 0 ? [] : [{ withdrawal, deposits: found }]
		})
	},
}
