import type { ReferenceTransaction } from './referenceOutputs.js'

/** Below this equal outputs are no denomination, in satoshi. */
const DUST = 2730n

/**
 * Whether a transaction has the shape of a round of three or more, at which trace() stops; the reference knows no mixes
 * and goes on.
 */
export function looksMixed({ inputs, outputs }: ReferenceTransaction): boolean {
	const counts = new Map<bigint, number>()
	for (const { amount } of outputs) counts.set(amount, (counts.get(amount) ?? 0) + 1)
	return inputs.length > 1 && [...counts].some(([amount, count]) => amount > DUST && count >= 3)
}
