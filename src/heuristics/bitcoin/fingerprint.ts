import { compareBigint, compareText } from '../../model/order.js'
import type { UtxoInput, UtxoTransaction } from '../../model/transaction.js'
import { type Habits, habitsOf } from './habits.js'

/** A trait that holds by chance more often than once in this many transactions tells nothing. Ours. */
const TELLING = 50
/** Low-R signatures in a row that say that the wallet seeks them: each is one by chance in two (algorithms 2.2). */
const TELLING_SIGNATURES = 6
/** Inputs up to which a transaction counts as having few. Ours. */
const FEW_INPUTS = 4

/**
 * What shows which program made a transaction: habits, and traits that come out alike by chance, which are null where
 * chance alone explains them. Two can be compared by `sameHabits`.
 */
export type Fingerprint = Habits & Readonly<Record<'bip69' | 'lowR' | 'inputCount', string | null>>

/**
 * The fingerprint of a transaction (C12).
 *
 * Source: Moeser, Narayanan, FC 2022; Kappos et al., USENIX Security 2022; BIP-69 (order of inputs and outputs).
 */
export function fingerprint(transaction: UtxoTransaction): Fingerprint {
	const { inputs } = transaction
	return {
		...habitsOf(transaction),
		bip69: orderTrait(transaction),
		lowR: lowRTrait(inputs),
		inputCount: inputs.length === 1 ? 'one' : inputs.length <= FEW_INPUTS ? 'few' : 'many',
	}
}

/** Sorted where chance would rarely do so; outputs of one value are in either order. */
function orderTrait({ inputs, outputs }: UtxoTransaction): string | null {
	const spent = inputs.flatMap(({ spends }) => spends ?? [])
	const sorted =
		spent.every((id, i) => i === 0 || compareOutputs(spent[i - 1] as string, id) <= 0) &&
		outputs.every(
			({ amount }, i) => i === 0 || compareBigint((outputs[i - 1] as { amount: bigint }).amount, amount) <= 0,
		)
	if (!sorted) return 'other'
	const ways = orders(spent) * orders(outputs.map(({ amount }) => amount))
	return ways > TELLING ? 'sorted' : null
}

/** In how many orders sorted things can stand, equal ones being one thing; counted no further than just above `TELLING`. */
function orders(sorted: readonly (string | bigint)[]): number {
	let [ways, equal] = [1, 0]
	for (let i = 0; i < sorted.length && ways <= TELLING; i++) {
		equal = sorted[i] === sorted[i - 1] ? equal + 1 : 1
		ways = (ways * (i + 1)) / equal
	}
	return ways
}

function compareOutputs(a: string, b: string): number {
	const [x, y] = [a.lastIndexOf(':'), b.lastIndexOf(':')]
	return compareText(a.slice(0, x), b.slice(0, y)) || Number(a.slice(x + 1)) - Number(b.slice(y + 1))
}

function lowRTrait(inputs: readonly UtxoInput[]): string | null {
	let [count, low] = [0, 0]
	for (const { signatures } of inputs) {
		count += signatures?.count ?? 0
		low += signatures?.lowR ?? 0
	}
	if (low < count) return 'any'
	return count >= TELLING_SIGNATURES ? 'low' : null
}
