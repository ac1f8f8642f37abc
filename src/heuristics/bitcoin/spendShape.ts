import type { AccountId } from '../../model/identifiers.js'
import { compareBigint } from '../../model/order.js'
import type { Transaction, UtxoOutput, UtxoTransaction } from '../../model/transaction.js'
import { ABSENT, type Finding } from '../heuristic.js'

/** What a payment looks like from outside: who pays, and which values come how often. Values in satoshi. */
export interface SpendShape {
	readonly transaction: UtxoTransaction
	readonly inputs: number
	/** Inputs by paying account, where the previous output is known. */
	readonly payers: ReadonlyMap<AccountId, number>
	/** Inputs whose previous output is not known: each may be of a payer of its own, or of a known one. */
	readonly unknown: number
	/** Outputs that can be spent. */
	readonly outputs: readonly UtxoOutput[]
	/** How many of them have each value. */
	readonly counts: ReadonlyMap<bigint, number>
	/** True where each of them pays another account. */
	readonly distinctOutputs: boolean
}

/** A condition that missing previous outputs leave open is null. */
export type Answer = boolean | null

/** The shape of a payment between outputs; null for coinbase transactions and account ledgers. */
export function spendShape(transaction: Transaction): SpendShape | null {
	if (transaction.kind !== 'utxo' || transaction.coinbase) return null
	const payers = new Map<AccountId, number>()
	let unknown = 0
	for (const { account } of transaction.inputs) {
		if (account === null) unknown++
		else payers.set(account, (payers.get(account) ?? 0) + 1)
	}
	const outputs = transaction.outputs.filter(({ burn }) => burn !== true)
	const counts = new Map<bigint, number>()
	for (const { amount } of outputs) counts.set(amount, (counts.get(amount) ?? 0) + 1)
	const distinctOutputs = new Set(outputs.map(({ account }) => account)).size === outputs.length
	return { transaction, inputs: transaction.inputs.length, payers, unknown, outputs, counts, distinctOutputs }
}

/** The value that most outputs have among those let through, and how many; of equally frequent ones the greatest. */
export function mostCommon(
	{ counts }: SpendShape,
	counted: (value: bigint) => boolean,
): [value: bigint, count: number] {
	let best: [bigint, number] = [0n, 0]
	for (const [value, count] of counts) {
		if (!counted(value)) continue
		if (count > best[1] || (count === best[1] && compareBigint(value, best[0]) > 0)) best = [value, count]
	}
	return best
}

/** Whether the number of distinct paying accounts lies in [least, most]. */
export function payersWithin({ payers, unknown }: SpendShape, least: number, most = Number.POSITIVE_INFINITY): Answer {
	const [fewest, greatest] = [Math.max(payers.size, unknown > 0 ? 1 : 0), payers.size + unknown]
	if (greatest < least || fewest > most) return false
	return fewest >= least && greatest <= most ? true : null
}

/** Whether no paying account signs more than one in `parts` of the inputs. */
export function noPayerAbove({ payers, unknown, inputs }: SpendShape, parts: number): Answer {
	const top = Math.max(0, ...payers.values())
	if (top * parts > inputs) return false
	return (top + unknown) * parts <= inputs ? true : null
}

/** Found where all conditions hold, absent where one does not, else unknown for want of previous outputs. */
export function foundWhere(
	shape: SpendShape,
	conditions: readonly Answer[],
	found: () => Omit<Extract<Finding, { kind: 'found' }>, 'kind' | 'accounts'>,
): Finding {
	if (conditions.includes(false)) return ABSENT
	if (conditions.includes(null)) return { kind: 'unknown', missing: [`${shape.unknown} previous outputs`] }
	return { kind: 'found', accounts: [...shape.payers.keys()], ...found() }
}
