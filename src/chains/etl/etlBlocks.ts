import { InputError } from '../../model/errors.js'
import type { EvmBlock, EvmTransaction } from '../evm/evmBlock.js'
import { rowFault } from '../table/rowFault.js'
import type { EtlBook } from './etlBook.js'
import { eventsByTransaction } from './eventsByTransaction.js'
import type { Told } from './factTable.js'
import { joinTransaction } from './joinTransaction.js'
import { type TransactionHead, transactionHeads } from './transactionHeads.js'

/** A transaction with the row that names it. */
interface Placed {
	readonly head: Told<TransactionHead>
	readonly transaction: EvmTransaction
}

/**
 * The blocks that the rows tell, in order of height. Rows of one block or transaction that contradict each other are
 * refused.
 * @param fungible contracts whose token transfers are amounts although no row says so
 * @param whole whether the source holds all of its blocks, so that counts must agree
 * @throws InputError
 */
export function* etlBlocks(book: EtlBook, fungible: ReadonlySet<string>, whole: boolean): Generator<EvmBlock> {
	const events = eventsByTransaction(book, fungible)
	const byHeight = new Map<number, Placed[]>()
	const traced = new Set<string>()
	for (const head of transactionHeads(book, events).values()) {
		const { hash, height, index } = head.fact
		const transaction = joinTransaction(book, head, events.get(hash))
		const known = byHeight.get(height)
		if (known === undefined) byHeight.set(height, [{ head, transaction }])
		else known.push({ head, transaction })
		traced.add(hash).add(`${height}:${index}`)
	}
	for (const transaction of book.calls.keys()) {
		if (traced.has(transaction)) continue
		const message = `traces tell a transaction ${transaction} that no other row names`
		throw new InputError('E_INPUT', message, { details: { field: 'transaction_hash', value: transaction } })
	}
	const heights = new Set([...byHeight.keys(), ...book.heightsOfPayments()])
	for (const { fact } of book.blocks.values()) heights.add(fact.height)
	for (const height of [...heights].sort((a, b) => a - b)) yield join(book, height, byHeight.get(height) ?? [], whole)
}

function join(book: EtlBook, height: number, placed: readonly Placed[], whole: boolean): EvmBlock {
	const told = book.blocks.get(String(height))
	const inOrder = [...placed].sort((a, b) => a.transaction.index - b.transaction.index || firstEvent(a) - firstEvent(b))
	const hash = told?.fact.hash ?? placed.find(({ head }) => head.fact.blockHash !== null)?.head.fact.blockHash ?? null
	const atSeconds = told?.fact.atSeconds ?? placed.find(({ head }) => head.fact.atSeconds !== null)?.head.fact.atSeconds
	for (const [i, { head, transaction }] of inOrder.entries()) {
		const { fact, spot } = head
		const wrong = (field: string, value: string, expected: string): Error =>
			rowFault({ ...spot, field, value, expected })
		if (fact.blockHash !== null && fact.blockHash !== hash)
			throw wrong('block_hash', fact.blockHash, `${hash} as elsewhere for block ${height}`)
		if (fact.atSeconds !== null && fact.atSeconds !== atSeconds)
			throw wrong('block_timestamp', String(fact.atSeconds), `${atSeconds} as elsewhere for block ${height}`)
		if (transaction.index >= 0 && transaction.index === inOrder[i + 1]?.transaction.index)
			throw wrong('transaction_index', String(transaction.index), 'a place that no other transaction of its block has')
	}
	const rewards = book.paymentsOf(height)
	if (atSeconds === undefined || atSeconds === null) throw untold(height, 'time')
	if (hash === null && rewards.length > 0) throw untold(height, 'hash')
	const count = told?.fact.transactions ?? null
	if (told !== undefined && whole && count !== null && count !== placed.length)
		throw rowFault({
			...told.spot,
			field: 'transaction_count',
			value: String(count),
			expected: `${placed.length}, as many as there are rows of its transactions`,
		})
	return {
		height,
		hash,
		atSeconds,
		transactions: inOrder.map(({ transaction }) => transaction),
		withdrawals: told?.fact.withdrawals ?? [],
		rewards,
	}
}

const firstEvent = ({ transaction }: Placed): number => transaction.receipt.logs?.[0]?.index ?? 0

function untold(height: number, what: string): InputError {
	const message = `no row tells the ${what} of block ${height}: give the blocks table too`
	return new InputError('E_INPUT', message, { details: { field: 'blocks', height } })
}
