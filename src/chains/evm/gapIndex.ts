import type { CoverageReason } from '../../model/coverage.js'
import { type TransactionId, transactionId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Query } from '../adapter.js'
import type { EvmBlock } from './evmBlock.js'
import { gapsOf } from './gapsOf.js'

/**
 * What keeps answers from blocks from being complete, by query. A transaction whose internal calls are not told may have
 * paid any account, so it concerns every account asked about in a window that holds its block.
 */
export class GapIndex {
	readonly #byTransaction = new Map<TransactionId, readonly CoverageReason[]>()
	/** Heights of blocks with a gap, ascending, by reason. */
	readonly #heights = new Map<CoverageReason, number[]>()

	constructor(private readonly chain: string) {}

	/** Blocks in order of height. */
	add({ height, transactions }: EvmBlock): void {
		for (const transaction of transactions) {
			const gaps = gapsOf(transaction)
			if (gaps.length === 0) continue
			this.#byTransaction.set(transactionId(this.chain, transaction.hash), gaps)
			for (const gap of gaps) {
				const known = this.#heights.get(gap)
				if (known === undefined) this.#heights.set(gap, [height])
				else if (known.at(-1) !== height) known.push(height)
			}
		}
	}

	reasons({ kind, subject, from = 0, to = Number.POSITIVE_INFINITY }: Query): readonly CoverageReason[] {
		if (kind === 'transaction') return this.#byTransaction.get(subject) ?? []
		return [...this.#heights]
			.filter(([, heights]) => {
				const first = heights[firstAtLeast(heights, from)]
				return first !== undefined && first <= to
			})
			.map(([reason]) => reason)
			.sort(compareText)
	}
}

function firstAtLeast(ascending: readonly number[], value: number): number {
	let low = 0
	let high = ascending.length
	while (low < high) {
		const middle = (low + high) >> 1
		if ((ascending[middle] as number) < value) low = middle + 1
		else high = middle
	}
	return low
}
