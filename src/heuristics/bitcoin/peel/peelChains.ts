import { compareBigint, compareEvents } from '../../../model/order.js'
import type { PeelEnd } from '../../../model/peelChain.js'
import type { UtxoOutput, UtxoTransaction } from '../../../model/transaction.js'
import { spendable } from '../spendable.js'
import { type Continuation, continuation, type PeelContext } from './continuation.js'
import { isPeelShaped } from './isPeelShaped.js'

/** How the finding is named in evidence. */
export const PEEL_CHAIN = { id: 'peelChain', version: '1', claim: 'peelChain' } as const

/** Fewest steps that are called a chain: two in a row are what nearly every wallet does. Ours. */
const FEWEST_STEPS = 3

/** One transaction of a chain: what goes on, and what is peeled off. */
export interface PeelStep {
	readonly transaction: UtxoTransaction
	/** Null at the last step where it is not clear which output is left. */
	readonly kept: UtxoOutput | null
	/** The other spendable outputs; every one where it is not clear which is kept. */
	readonly peels: readonly UtxoOutput[]
}

export interface PeelChain {
	readonly steps: readonly PeelStep[]
	/** Why it goes no further in what was read. */
	readonly end: PeelEnd
}

/**
 * The maximal peel chains among transactions: one wallet pays small parts out of one sum, going on with the rest each time.
 * Read forwards and backwards alike, so that a chain does not depend on where it was entered. A pattern, no offence: payroll
 * and the withdrawals of a service look the same.
 *
 * Source: Meiklejohn et al., IMC 2013; Kappos et al., USENIX Security 2022.
 * Fails when: two wallets of the same habits pass a sum on (joined); a wallet changes its habits or pays from several
 * accounts at once (cut); both outputs go on alike (ends as `ambiguous`, each branch being a chain of its own).
 * Cost: one look at each output and its spender.
 */
export function peelChains(transactions: Iterable<UtxoTransaction>, context: PeelContext): PeelChain[] {
	const steps = [...transactions].filter((transaction) => isPeelShaped(transaction) && !context.isMix(transaction))
	steps.sort(compareEvents)
	const ways = new Map(steps.map((transaction) => [transaction.id, continuation(transaction, context)]))
	const previous = new Map<string, string>()
	for (const { id } of steps) {
		const way = ways.get(id)
		if (way?.kind === 'on' && cameFrom(way.next) === way.output.id) previous.set(way.next.id, id)
	}
	const chains: PeelChain[] = []
	for (const transaction of steps) {
		if (previous.has(transaction.id)) continue
		const chain = follow(transaction, ways, previous)
		if (chain.steps.length >= FEWEST_STEPS) chains.push(chain)
	}
	return chains
}

function follow(
	start: UtxoTransaction,
	ways: ReadonlyMap<string, Continuation>,
	previous: ReadonlyMap<string, string>,
): PeelChain {
	const steps: PeelStep[] = []
	for (let transaction = start; ; ) {
		const way = ways.get(transaction.id) as Continuation
		const peels = spendable(transaction).filter((output) => output !== way.output)
		steps.push({ transaction, kept: way.output, peels })
		if (way.kind === 'end') return { steps, end: way.reason }
		if (previous.get(way.next.id) !== transaction.id || !ways.has(way.next.id)) return { steps, end: 'consolidation' }
		transaction = way.next
	}
}

/** The output that a step goes on from: its greatest input, the first among equals. */
function cameFrom({ inputs }: UtxoTransaction): string | null {
	const sorted = [...inputs].sort((a, b) => compareBigint(b.amount ?? 0n, a.amount ?? 0n))
	return sorted[0]?.spends ?? null
}
