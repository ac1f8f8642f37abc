import type { LedgerView } from '../../../model/ledgerView.js'
import { compareBigint } from '../../../model/order.js'
import type { PeelEnd } from '../../../model/peelChain.js'
import type { UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import { habitsOf, sameHabits } from '../habits.js'
import { spendable } from '../spendable.js'
import { isPeelShaped } from './isPeelShaped.js'

/** How many times the next greatest output one has to be, to be what goes on by its value alone. Ours; not calibrated. */
const CLEAR_RATIO = 4n

/** Which output of a step goes on: `next` spends it; or why none does, with the output that is left, if that is clear. */
export type Continuation =
	| { readonly kind: 'on'; readonly output: UtxoOutput; readonly next: UtxoTransaction }
	| { readonly kind: 'end'; readonly reason: PeelEnd; readonly output: UtxoOutput | null }

/** What is known beside the ledger: transactions that mix, and accounts at which a trace stops. */
export interface PeelContext {
	readonly view: Pick<LedgerView, 'spender'>
	readonly isMix: (transaction: UtxoTransaction) => boolean
	readonly isService: (output: UtxoOutput) => boolean
}

/**
 * The output of a step that the same wallet goes on with. An output back to the paying account is it. Otherwise it is the
 * one whose spender is such a step too, with the same habits; of several the one that is clearly the greatest.
 */
export function continuation(transaction: UtxoTransaction, context: PeelContext): Continuation {
	const outputs = spendable(transaction)
	const payers = new Set(transaction.inputs.map(({ account }) => account))
	const returned = outputs.filter(({ account }) => payers.has(account))
	const [own] = returned
	const open = own !== undefined && returned.length === 1 ? returned : outputs
	const steps = open.flatMap((output) => {
		const next = context.view.spender(output.id)
		return next !== undefined && breakOf(transaction, output, next, context) === null ? [{ output, next }] : []
	})
	const left = clearlyGreatest(open)
	if (steps.length === 0) return { kind: 'end', reason: endOf(transaction, left, context), output: left }
	const chosen = steps.length === 1 ? steps[0] : steps.find(({ output }) => output === clearlyGreatest(open))
	return chosen === undefined ? { kind: 'end', reason: 'ambiguous', output: null } : { kind: 'on', ...chosen }
}

function endOf(transaction: UtxoTransaction, output: UtxoOutput | null, context: PeelContext): PeelEnd {
	if (output === null) return 'ambiguous'
	if (context.isService(output)) return 'endpoint'
	const next = context.view.spender(output.id)
	return next === undefined ? 'noSpenderRead' : (breakOf(transaction, output, next, context) ?? 'ambiguous')
}

/** What keeps the spender of an output from being the next step; null where nothing does. */
function breakOf(
	transaction: UtxoTransaction,
	output: UtxoOutput,
	next: UtxoTransaction,
	{ isMix, isService }: PeelContext,
): PeelEnd | null {
	if (isService(output)) return 'endpoint'
	if (isMix(next)) return 'mix'
	if (!isPeelShaped(next)) return next.inputs.length > transaction.inputs.length ? 'consolidation' : 'shapeBreak'
	return sameHabits(habitsOf(transaction), habitsOf(next)) === false ? 'fingerprintBreak' : null
}

function clearlyGreatest(outputs: readonly UtxoOutput[]): UtxoOutput | null {
	const [first, second] = [...outputs].sort((a, b) => compareBigint(b.amount, a.amount))
	if (first === undefined) return null
	return second === undefined || first.amount >= second.amount * CLEAR_RATIO ? first : null
}
