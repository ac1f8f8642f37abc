import type { Transaction } from '../../model/transaction.js'
import { type Answer, type SpendShape, spendShape } from './spendShape.js'
import { isPremix, type WhirlpoolPool, whirlpoolPools } from './whirlpoolPools.js'

/** Least and most inputs, equal to the outputs: 5, and up to 8 in surge cycles (Whirlpool protocol). */
export const MIX_SIZE: readonly [number, number] = [5, 8]
/** Least and most inputs that are new to the pool; the others come from an earlier mix (GraphSense). */
export const ENTRANTS: readonly [number, number] = [1, 4]

export interface WhirlpoolMixShape {
	readonly shape: SpendShape
	readonly pool: WhirlpoolPool
	readonly entrants: number
	/** Whether the inputs fit; null where an input is not known. */
	readonly fits: Answer
}

/** The pool whose mix a transaction looks like by its outputs, and whether its inputs fit; null where none does. */
export function whirlpoolMixShape(transaction: Transaction): WhirlpoolMixShape | null {
	const shape = spendShape(transaction)
	if (shape === null || shape.inputs < MIX_SIZE[0] || shape.inputs > MIX_SIZE[1]) return null
	const { outputs } = shape.transaction
	if (outputs.length !== shape.inputs || shape.outputs.length !== outputs.length || !shape.distinctOutputs) return null
	const pool = whirlpoolPools.find(({ denomination }) => outputs.every(({ amount }) => amount === denomination))
	if (pool === undefined) return null
	return { shape, pool, ...inputsFit(shape, pool) }
}

/** Every known input must be of another account and worth the denomination, or that and an entrant's surplus. */
function inputsFit(shape: SpendShape, pool: WhirlpoolPool): { readonly entrants: number; readonly fits: Answer } {
	const known = shape.transaction.inputs.flatMap(({ amount }) => amount ?? [])
	const entrants = known.filter((amount) => isPremix(pool, amount)).length
	const strange = known.some((amount) => amount !== pool.denomination && !isPremix(pool, amount))
	const open = shape.inputs - known.length
	const repeated = [...shape.payers.values()].some((count) => count > 1)
	if (strange || repeated || entrants > ENTRANTS[1] || entrants + open < ENTRANTS[0]) return { entrants, fits: false }
	return { entrants, fits: open === 0 && shape.unknown === 0 ? true : null }
}
