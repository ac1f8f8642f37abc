import type { EvmBlock, EvmCall, EvmReward, EvmTransaction } from '../evmBlock.js'
import type { FieldFault } from '../hexFields.js'
import { transactionFault } from '../transactionFault.js'
import type { ParsedBlock } from './parseBlock.js'
import type { ParsedReceipt } from './parseReceipt.js'

/** Call trees of a block by transaction hash; null where the node has no traces. */
export interface BlockCalls {
	readonly calls: ReadonlyMap<string, readonly EvmCall[]> | null
	readonly rewards: readonly EvmReward[]
}

/**
 * A block with the receipts and traces of its transactions, which must be those of this very block.
 * @throws what `fault` makes, where parts are missing or contradict each other
 */
export function joinBlock(
	block: ParsedBlock,
	receipts: readonly ParsedReceipt[],
	{ calls, rewards }: BlockCalls,
	fault: FieldFault,
): EvmBlock {
	const { height, hash, atSeconds, withdrawals } = block
	const own = new Map(receipts.map((receipt) => [receipt.transaction, receipt]))
	if (receipts.length !== block.transactions.length)
		throw fault('receipts', receipts.length, `${block.transactions.length} receipts of block ${height}`)
	const transactions = block.transactions.map((head): EvmTransaction => {
		const told = own.get(head.hash)
		if (told === undefined || told.index !== head.index || told.blockHash !== hash)
			throw fault('receipts', told?.blockHash ?? null, `the receipt of ${head.hash} in block ${height} ${hash}`)
		const tree = calls === null ? null : calls.get(head.hash)
		if (tree === undefined) throw fault('traces', null, `the call tree of ${head.hash}`)
		const { gasPrice, ...rest } = head
		const { receipt, otherFees } = told
		const priced = gasPrice === null ? null : receipt.gasUsed * gasPrice + otherFees
		const transaction = { ...rest, receipt: { ...receipt, fee: receipt.fee ?? priced }, calls: tree }
		const why = transactionFault(transaction)
		if (why !== null) throw fault('transaction', head.hash, `parts that fit together: ${why}`)
		return transaction
	})
	const events = transactions.some(({ receipt }) => (receipt.logs?.length ?? 0) > 0)
	if (block.hasEvents && !events) throw fault('logs', null, `the events that the header of block ${height} tells`)
	return { height, hash, atSeconds, transactions, withdrawals, rewards }
}
