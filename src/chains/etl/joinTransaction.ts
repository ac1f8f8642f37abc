import { callTree } from '../evm/callTree.js'
import type { EvmReceipt, EvmTransaction } from '../evm/evmBlock.js'
import { transactionFault } from '../evm/transactionFault.js'
import { rowFault } from '../table/rowFault.js'
import type { EtlBook } from './etlBook.js'
import type { TransactionEvents } from './eventsByTransaction.js'
import type { Told } from './factTable.js'
import type { TransactionHead } from './transactionHeads.js'

/**
 * A transaction with its receipt, events and call tree, as far as the source has them. What the source has tables of and
 * no rows for did not happen; what it has no tables of is not told.
 * @throws InputError where they contradict each other
 */
export function joinTransaction(
	book: EtlBook,
	{ fact: head, spot }: Told<TransactionHead>,
	events: TransactionEvents | undefined,
): EvmTransaction {
	const { hash, index, from, to, value, type, mint, isBare } = head
	const calls = book.callsOf(hash, head.height, index)
	const transaction: EvmTransaction = {
		hash,
		index,
		from,
		to,
		value,
		type,
		mint,
		...(isBare === true ? { isBare } : {}),
		receipt: receiptOf(book, head, events),
		calls: calls === undefined ? null : callTree(calls),
	}
	const why = transactionFault(transaction)
	if (why === null) return transaction
	throw rowFault({ ...spot, value: hash, expected: 'rows that agree about a transaction', why })
}

function receiptOf(book: EtlBook, head: TransactionHead, events: TransactionEvents | undefined): EvmReceipt {
	const told = book.receipts.get(head.hash)?.fact
	const logs = events?.logs ?? (book.seen.has('log') || book.seen.has('token_transfer') ? [] : null)
	const price = told?.gasPrice ?? head.gasPrice
	return {
		succeeded: told?.succeeded ?? null,
		gasUsed: told?.gasUsed ?? null,
		fee: told === undefined || price === null ? null : told.gasUsed * price + told.otherFees,
		contractAddress: told?.contractAddress ?? null,
		logs,
	}
}
