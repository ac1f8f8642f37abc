import type { TransactionId } from '../../../model/identifiers.js'
import type { LedgerView } from '../../../model/ledgerView.js'
import type { UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import { carded } from '../../carded.js'
import { ABSENT, type Heuristic } from '../../heuristic.js'
import { spendable } from '../spendable.js'

/** What a rule says: the outputs that can be change, or what it would have to know. */
export type Says = { readonly outputs: readonly UtxoOutput[] } | { readonly missing: readonly string[] }

export const NOTHING: Says = { outputs: [] }

export interface ChangeRule {
	readonly id: string
	readonly version: string
	readonly looksAhead: boolean
	readonly params?: Readonly<Record<string, string>>
	/** Prior where it is all that is known; set by hand, not calibrated. */
	readonly confidence: number
	/** What is seen, to stand before "consistent with change". */
	readonly sees: string
	/** The fewest spendable outputs with which it says anything. Default 2: of one output nothing is to be told. */
	readonly fewestOutputs?: number
	says(transaction: UtxoTransaction, outputs: readonly UtxoOutput[], view: LedgerView): Says
}

/**
 * A heuristic that points at change by one trait. It claims a hint and nothing more: no account is joined by it, unless
 * the caller makes its claim `change`. Void where strangers may have signed.
 */
export function changeRule(rule: ChangeRule): Heuristic {
	const { id, version, looksAhead, params = {}, confidence, sees, fewestOutputs = 2 } = rule
	return carded({
		id,
		version,
		claim: 'changeHint',
		vetoedBy: ['mix', 'mixLike', 'decoyMix'],
		looksAhead,
		params,
		inspect(transaction, view) {
			if (transaction.kind !== 'utxo' || transaction.coinbase) return ABSENT
			const open = spendable(transaction)
			if (open.length < fewestOutputs) return ABSENT
			const said = rule.says(transaction, open, view)
			if ('missing' in said) return { kind: 'unknown', missing: said.missing }
			if (said.outputs.length === 0) return ABSENT
			return {
				kind: 'found',
				accounts: [...new Set(said.outputs.map(({ account }) => account))],
				outputs: said.outputs.map((output) => output.id),
				confidence,
				note: `${sees}: consistent with change`,
			}
		},
	})
}

/** The one output that a condition holds for; nothing where it holds for none or several. */
export function unique(outputs: readonly UtxoOutput[], holds: (output: UtxoOutput) => boolean): Says {
	const found = outputs.filter(holds)
	return found.length === 1 ? { outputs: found } : NOTHING
}

/** Outputs that a condition sets apart; nothing where it holds for none or for all, which tells nothing. */
export function some(outputs: readonly UtxoOutput[], holds: (output: UtxoOutput) => boolean): Says {
	const found = outputs.filter(holds)
	return found.length < outputs.length ? { outputs: found } : NOTHING
}

/** Asks a question once of each transaction: one that spends thousands of outputs comes up with each of them. */
export function onceFor<T>(question: (transaction: UtxoTransaction) => T): (transaction: UtxoTransaction) => T {
	const answers = new Map<TransactionId, T>()
	return (transaction) => {
		const known = answers.get(transaction.id)
		if (known !== undefined) return known
		const answer = question(transaction)
		answers.set(transaction.id, answer)
		return answer
	}
}

/** What is missing of a transaction's inputs; null where every previous output is known. */
export function missingInputs({ inputs }: UtxoTransaction): Says | null {
	const unknown = inputs.filter(({ amount }) => amount === null).length
	return unknown === 0 ? null : { missing: [`${unknown} previous outputs`] }
}

/** The least input, in base units. Every previous output must be known. */
export function leastInput({ inputs }: UtxoTransaction): bigint {
	return (
		inputs.reduce<bigint | null>(
			(least, { amount }) => (least === null || (amount ?? 0n) < least ? amount : least),
			null,
		) ?? 0n
	)
}
