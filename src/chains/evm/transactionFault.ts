import { comparePaths } from './comparePaths.js'
import type { EvmCall, EvmTransaction } from './evmBlock.js'

/** Types above this are system transactions of rollups, whose traces follow rules of their own. EIP-2718. */
const LAST_COMMON_TYPE = 0x04

/**
 * What contradicts itself in a transaction as it was read; null where nothing does. Parts from several replies (block,
 * receipt, traces) that do not fit together are no facts.
 */
export function transactionFault(transaction: EvmTransaction): string | null {
	const { receipt, calls } = transaction
	if (receipt.succeeded === false && (receipt.logs?.length ?? 0) > 0)
		return 'its receipt says that it failed, yet holds logs'
	const events = receipt.logs ?? []
	const wrong = events.find(({ index }, i) => i > 0 && index <= (events[i - 1]?.index ?? -1))
	if (wrong !== undefined) return `event ${wrong.index} stands twice or out of order`
	return calls === null ? null : (treeFault(calls) ?? rootFault(transaction, calls[0] as EvmCall))
}

/** A call tree must hold the parent of every frame, or nobody knows whether the frame was undone. */
function treeFault(calls: readonly EvmCall[]): string | null {
	if (calls[0]?.path.length !== 0) return 'its call tree has no root'
	const seen = new Set<string>()
	let last: readonly number[] | null = null
	for (const { path } of calls) {
		const name = path.join('.')
		if (seen.has(name)) return `its call tree holds frame [${name}] twice`
		if (path.length > 0 && !seen.has(path.slice(0, -1).join('.'))) return `its call tree lacks the parent of [${name}]`
		if (last !== null && comparePaths(last, path) > 0) return `frame [${name}] of its call tree is out of order`
		seen.add(name)
		last = path
	}
	return null
}

function rootFault({ from, to, value, type, receipt }: EvmTransaction, root: EvmCall): string | null {
	if (type > LAST_COMMON_TYPE || from === null) return null
	if (root.from !== from) return `its call tree begins at ${root.from}, the transaction is from ${from}`
	if (root.value !== value) return `its call tree begins with value ${root.value}, the transaction has ${value}`
	const target = to ?? receipt.contractAddress
	if (target !== null && root.to !== null && root.to !== target && !root.failed)
		return `its call tree begins at ${root.to}, the transaction is to ${target}`
	if (receipt.succeeded !== null && receipt.succeeded === root.failed)
		return `its receipt says that it ${receipt.succeeded ? 'succeeded' : 'failed'}, its call tree says otherwise`
	return null
}
