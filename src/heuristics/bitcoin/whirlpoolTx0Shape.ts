import type { OutputId } from '../../model/identifiers.js'
import type { Transaction } from '../../model/transaction.js'
import { spendShape } from './spendShape.js'
import { isPremix, type WhirlpoolPool, whirlpoolPools } from './whirlpoolPools.js'

/** Most premix outputs of one Tx0 (Samourai's limit). */
export const MOST_PREMIX = 70
/** Outputs beside the premix ones: the fee, and change where there is any. */
export const MOST_OTHERS = 2
/** The fee output lies between this part of the pool's listed fee … (GraphSense: discounts) */
export const LEAST_FEE_PERCENT = 50n
/** … and this part of it (GraphSense: later prices). */
export const MOST_FEE_PERCENT = 300n

export interface WhirlpoolTx0Shape {
	readonly pool: WhirlpoolPool
	readonly premix: readonly OutputId[]
}

/** The pool that a transaction looks like a Tx0 of, with its premix outputs; null where there is none. */
export function whirlpoolTx0Shape(transaction: Transaction): WhirlpoolTx0Shape | null {
	const shape = spendShape(transaction)
	if (shape === null || shape.transaction.outputs.length - shape.outputs.length !== 1) return null
	const { outputs, counts } = shape
	for (const pool of whirlpoolPools) {
		const [value, count] = [...counts]
			.filter(([sats]) => isPremix(pool, sats))
			.reduce((best, next) => (next[1] > best[1] || (next[1] === best[1] && next[0] > best[0]) ? next : best), [0n, 0])
		if (count < 1 || count > MOST_PREMIX || count < outputs.length - MOST_OTHERS) continue
		const [least, most] = [pool.fee * LEAST_FEE_PERCENT, pool.fee * MOST_FEE_PERCENT]
		const fees = outputs.filter(({ amount }) => amount * 100n >= least && amount * 100n <= most)
		if (fees.length !== 1) continue
		return { pool, premix: outputs.flatMap(({ id, amount }) => (amount === value ? id : [])) }
	}
	return null
}
