import type { CoverageReason } from '../../model/coverage.js'
import { type TransactionId, transactionId } from '../../model/identifiers.js'
import { compareText } from '../../model/order.js'
import type { Query } from '../adapter.js'
import type { EvmBlock } from './evmBlock.js'
import { gapsOf } from './gapsOf.js'

/**
 * What keeps answers from these blocks from being complete, by query. A transaction whose internal calls are not told may
 * have paid any account, so it concerns every account asked about in a window that holds its block.
 */
export function gapIndex(chain: string, blocks: readonly EvmBlock[]): (query: Query) => readonly CoverageReason[] {
	const byTransaction = new Map<TransactionId, readonly CoverageReason[]>()
	/** Heights of blocks with a gap, ascending, by reason. */
	const heights = new Map<CoverageReason, number[]>()
	for (const { height, transactions } of blocks) {
		for (const transaction of transactions) {
			const gaps = gapsOf(transaction)
			if (gaps.length === 0) continue
			byTransaction.set(transactionId(chain, transaction.hash), gaps)
			for (const gap of gaps) {
				const known = heights.get(gap)
				if (known === undefined) heights.set(gap, [height])
				else if (known.at(-1) !== height) known.push(height)
			}
		}
	}
	return ({ kind, subject, from = 0, to = Number.POSITIVE_INFINITY }) => {
		if (kind === 'transaction') return byTransaction.get(subject) ?? []
		return [...heights]
			.filter(([, list]) => (list[firstAtLeast(list, from)] ?? Number.POSITIVE_INFINITY) <= to)
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
