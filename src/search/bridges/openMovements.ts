import type { Movements } from '../../graph/factIndex.js'
import type { LabelBook } from '../../labels/labelBook.js'
import type { ParsedSeed } from '../../model/seed.js'
import { ownForwarder } from '../ownForwarder.js'
import type { SourceSet } from '../sources/sourceSet.js'
import { bridgeCustody } from './bridgeCustody.js'

/**
 * How transactions whose inside is told are netted in a trace: seeds, accounts where a label stops the walk, and contracts
 * that pass on to a service what they are sent, stay in sight though value only passes them; labels also name protocols.
 * Undefined where no source tells insides.
 */
export async function openMovements(
	sources: SourceSet,
	seeds: readonly ParsedSeed[],
	labels: LabelBook,
): Promise<Movements | undefined> {
	if (!sources.chains().some((chain) => sources.describe(chain)?.ledger === 'account')) return undefined
	const { movements } = await import('../../graph/redirect/movements.js')
	const named = new Set<string>()
	const literal = new Set<string>()
	for (const seed of seeds) {
		if (seed.kind === 'account') named.add(seed.account)
		if (seed.kind === 'transaction' && seed.to !== undefined) named.add(seed.to)
		if (seed.kind === 'transaction' && seed.index !== undefined) literal.add(seed.transaction)
	}
	const verdictOf = (account: string): string => labels.verdict(account).kind
	const options = {
		isKept: (account: string) => named.has(account) || ['stop', 'ambiguous'].includes(verdictOf(account)),
		isProtocol: (account: string) => verdictOf(account) === 'continue',
		isLiteral: (transaction: string) => literal.has(transaction),
	}
	return (transaction) => {
		const kept = new Set(bridgeCustody(transaction))
		const forwarder = ownForwarder(transaction, labels)
		if (forwarder !== null) kept.add(forwarder)
		if (kept.size === 0) return movements(transaction, options)
		return movements(transaction, { ...options, isKept: (account) => kept.has(account) || options.isKept(account) })
	}
}
