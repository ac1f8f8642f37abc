import type { TransactionId } from '../../model/identifiers.js'
import type { Transfer } from '../../model/transaction.js'
import { eventRank } from './eventRank.js'
import type { BlockPlace, EvmTransaction } from './evmBlock.js'
import type { EvmNames } from './evmNames.js'
import { movingCalls } from './movingCalls.js'
import { outcomeOf } from './outcomeOf.js'

/**
 * What a transaction moved of the chain's own coin: its fee, a rollup's deposit, its value and its internal calls. A failed
 * transaction pays its fee and moves nothing else, except that a deposit stays credited. Where the outcome is not told,
 * no value is moved: `gapsOf` says so.
 */
export function nativeTransfers(
	names: EvmNames,
	id: TransactionId,
	block: BlockPlace,
	transaction: EvmTransaction,
): Transfer[] {
	const { from, mint, value, receipt, calls } = transaction
	const { book, native: asset } = names
	if (from === null) return []
	const payer = book.account(from)
	const transfers: Transfer[] = []
	const add = (
		kind: string,
		rank: number,
		parties: Pick<Transfer, 'from' | 'to'>,
		amount: bigint,
		fee?: { readonly fee: true },
	): void => {
		if (amount === 0n) return
		const order = [block.height, transaction.index, rank] as const
		transfers.push({ id: `${id}#${kind}`, ...parties, asset, amount, order, orderTold: true, ...fee })
	}

	add('fee', eventRank.fee, { from: payer, to: null }, receipt.fee ?? 0n, { fee: true })
	add('mint', eventRank.mint, { from: null, to: payer }, mint ?? 0n)
	if (outcomeOf(transaction) !== true) return transfers

	const target = transaction.to ?? receipt.contractAddress ?? calls?.[0]?.to ?? null
	if (target !== null) add('tx', eventRank.value, { from: payer, to: book.account(target) }, value)
	const destroys = names.cancunAtSeconds !== null && block.atSeconds < names.cancunAtSeconds
	for (const [i, call] of movingCalls(calls ?? [], destroys).entries()) {
		const parties = { from: book.account(call.from), to: book.accountOrNull(call.to) }
		add(`call:${call.path.join('.')}`, eventRank.call(i), parties, call.value)
	}
	return transfers
}
