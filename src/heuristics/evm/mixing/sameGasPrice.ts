import { type GasPrice, isBefore, type PoolDeposit, type PoolRule } from './poolHistory.js'

/**
 * A withdrawal that its recipient signed itself offers just what one deposit of the pool, and no other, offered for gas.
 * Corroborates only: since EIP-1559 few offers are anybody's own, so that both parts of the offer have to agree.
 *
 * Source: Wu et al., *Tutela*, 2022, rule 2. Fails when: a wallet proposes the same price to many (found). Cost: linear.
 */
export const sameGasPrice: PoolRule = {
	id: 'sameGasPrice',
	version: '1',
	confidence: null,
	published: 'matches occur as often by chance as for real exits (tornado-demix 2.18)',
	missing: ({ deposits, withdrawals }) =>
		[...deposits, ...withdrawals].some(({ gasPrice }) => gasPrice !== null) ? [] : ['gas prices'],
	links: ({ deposits, withdrawals }) => {
		const own = new Map<string, PoolDeposit[]>()
		for (const deposit of deposits) {
			if (deposit.gasPrice === null) continue
			const key = keyOf(deposit.pool, deposit.gasPrice)
			own.set(key, [...(own.get(key) ?? []), deposit])
		}
		return withdrawals.flatMap((withdrawal) => {
			const { gasPrice, sender, recipient, pool } = withdrawal
			if (gasPrice === null || sender !== recipient) return []
			const found = own.get(keyOf(pool, gasPrice)) ?? []
			return found.length === 1 && isBefore(found[0] as PoolDeposit, withdrawal)
				? [{ withdrawal, deposits: found }]
				: []
		})
	},
}

const keyOf = (pool: string, [most, priority]: GasPrice): string => `${pool} ${most} ${priority}`
